import Documents
import Testing

@Suite struct HTMLTableTests {
  @Test func rowsHaveCellsColumnsAndCaption() async throws {
    let result = try await body(
      """
      <table><caption>Sizes</caption><thead><tr><th>Name</th><th>Size</th></tr></thead>
      <tr><td>small<br>one</td><td><p>1</p><p>kB</p></td></tr><tr><th>row</th><td></td></tr></table>
      """)
    #expect(
      result.dump == [
        "paragraph | Sizes", "tableRow | Name | Size", "tableRow | small⏎one | 1⏎kB",
        "tableRow | row | ",
      ] || result.dump.last == "tableRow | row |")
    #expect(result.first.tables == [.init(caption: "Sizes", columns: ["Name", "Size"])])
    let parts = result.first.blocks[2].parts
    #expect(parts.map(\.role) == [.cell, .cell])
    #expect(parts.map { result.first.string($0.range) } == ["small\none", "1\nkB"])
  }

  @Test func rowsWithFewerCellsThanColumnsStay() async throws {
    let result = try await body(
      """
      <table><tr><th>A<th>B<th>C<tr><td rowspan=2>1<td>2<td>3<tr><td>4<td>5</table>
      """)
    #expect(result.dump == ["tableRow | A | B | C", "tableRow | 1 | 2 | 3", "tableRow | 4 | 5"])
    #expect(result.first.tables[0].columns == ["A", "B", "C"])
  }

  @Test func aTableThatArrangesThePageHoldsNoData() async throws {
    let result = try await body(
      """
      <table><tr><td><h1>Page</h1><p>Text.</p></td></tr><tr><td><p>More.</p></td></tr></table>
      """)
    #expect(result.dump == ["heading 0 | Page", "paragraph | Text.", "paragraph | More."])
  }

  @Test func aTableInACellIsReadByItself() async throws {
    let result = try await body(
      """
      <table><tr><td>out<table><tr><td>in</td><td>side</td></tr></table></td></tr></table><p>x</p>
      """)
    #expect(result.dump.contains("tableRow | in | side"))
    #expect(result.dump.last == "paragraph | x")
  }
}
