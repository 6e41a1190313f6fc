import Documents
import Testing

/// Pages of documentation are kept whole but for navigation, whatever made them.
@Suite struct DocumentationPageTests {
  @Test func sphinx() async throws {
    let result = try await read(
      """
      <html><head><title>lamp — Lights</title></head><body>
      <div class="related" role="navigation"><ul><li><a href="i">index</a></li></ul></div>
      <div class="document"><div class="documentwrapper"><div class="body" role="main">
      <section id="lamp"><h1>lamp<a class="headerlink" href="#lamp">¶</a></h1>
      <p>Lights of the pier.</p>
      <dl class="py function"><dt class="sig" id="lit">lamp.<b>lit</b>(when)<a class="headerlink"
      href="#lit">¶</a></dt><dd><p>Whether it is lit.</p>
      <div class="versionadded"><p>New in version 3.9.</p></div></dd></dl>
      <div class="admonition note"><p class="admonition-title">Note</p><p>Not by day.</p></div>
      <div class="highlight"><pre>&gt;&gt;&gt; lit()\nTrue</pre></div></section></div></div>
      <div class="sphinxsidebar"><h3>This Page</h3><ul><li><a href="s">Show Source</a></li></ul>
      </div></div><div class="footer">© Pier.</div></body></html>
      """)
    #expect(
      result.dump == [
        "heading 0 | lamp", "paragraph | Lights of the pier.",
        "definition | lamp.lit(when) ⇒ Whether it is lit.", "paragraph ^2 | New in version 3.9.",
        "paragraph | Note", "paragraph | Not by day.", "code | >>> lit()⏎True",
      ])
  }

  @Test func docusaurus() async throws {
    let result = try await read(
      """
      <html><head><title>Install | Lamp</title><meta name="generator" content="Docusaurus v3">
      </head><body><nav class="navbar"><a href="/">Lamp</a></nav>
      <main><div class="row"><div class="col"><article>
      <nav class="theme-doc-breadcrumbs" aria-label="Breadcrumbs"><ul><li><a href="/">Home</a></li>
      </ul></nav>
      <div class="theme-doc-markdown markdown"><h1>Install</h1><p>One command.</p>
      <div class="theme-admonition alert alert--info"><p>Needs a pier.</p></div>
      <pre><code>lamp install</code></pre><ul><li>Linux</li><li>macOS</li></ul></div>
      <footer class="theme-doc-footer"><a href="/edit">Edit this page</a></footer></article>
      <nav class="pagination-nav"><a href="/n">Next: Light</a></nav></div></div></main>
      <footer class="footer">Copyright 2024</footer></body></html>
      """)
    #expect(
      result.dump == [
        "heading 0 | Install", "paragraph | One command.", "paragraph | Needs a pier.",
        "code | lamp install", "listItem 1 | Linux", "listItem 1 | macOS",
      ])
  }

  @Test func javadoc() async throws {
    let result = try await read(
      """
      <html lang="en"><head><title>Lamp</title><meta name="generator" content="javadoc/X">
      </head><body><header role="banner"><nav role="navigation"><ul class="navList"><li>Package</li>
      </ul></nav></header><main role="main"><h1 title="Class Lamp" class="title">Class Lamp</h1>
      <section class="class-description"><div class="type-signature">public class Lamp</div>
      <div class="block">A lamp. See <code>Pier</code>.</div></section>
      <section class="method-details"><h2>Method Details</h2><section class="detail"><h3>light</h3>
      <div class="member-signature">public boolean light(int watts)</div>
      <dl class="notes"><dt>Parameters:</dt><dd><code>watts</code> - the power</dd>
      <dt>Returns:</dt><dd>whether it is lit</dd></dl></section></section></main>
      <footer role="contentinfo"><p><small><a href="/bug">Report a bug</a></small></p></footer>
      </body></html>
      """)
    #expect(
      result.dump == [
        "heading 0 | Class Lamp", "paragraph | public class Lamp",
        "paragraph | A lamp. See Pier.", "heading 1 | Method Details", "heading 2 | light",
        "paragraph | public boolean light(int watts)",
        "definition | Parameters: ⇒ watts - the power",
        "definition | Returns: ⇒ whether it is lit",
      ])
  }

  @Test func docBookXSL() async throws {
    let result = try await read(
      """
      <html><head><title>LIGHT</title><meta name="generator" content="DocBook XSL Stylesheets"/>
      </head><body><div class="navheader"><table><tr><td><a href="p">Prev</a></td></tr></table></div>
      <div class="refentry"><div class="refnamediv"><h2><span>LIGHT</span></h2>
      <p>LIGHT — light a lamp</p></div>
      <div class="refsynopsisdiv"><h2>Synopsis</h2><pre class="synopsis">LIGHT lamp</pre></div>
      <div class="refsect1"><h2>Parameters</h2><div class="variablelist"><dl>
      <dt><em>lamp</em></dt><dd><p>Which one.</p></dd></dl></div></div>
      <div class="tip"><h3>Tip</h3><p>Wait for dusk.</p></div></div>
      <div class="navfooter"><a href="n">Next</a></div></body></html>
      """)
    #expect(
      result.dump == [
        "heading 0 | LIGHT", "paragraph | LIGHT — light a lamp", "heading 0 | Synopsis",
        "code | LIGHT lamp", "heading 0 | Parameters", "definition | lamp ⇒ Which one.",
        "paragraph | Tip", "paragraph | Wait for dusk.",
      ])
  }

  @Test func proseInSectionsWithoutAnySign() async throws {
    let sections = (1...8).map { number in
      """
      <div class="s"><h2>Step \(number)</h2><p>Turn the crank \(number) times, slowly, until the bell
      is heard, and let go of it.</p><p>Part \(number)</p></div>
      """
    }
    let result = try await read(
      "<html><head><title>Winding</title></head><body><div class=all><h1>Winding</h1>"
        + "\(sections.joined())</div></body></html>")
    #expect(result.dump.count == 25)
  }
}
