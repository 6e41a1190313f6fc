import Glibc

/// Wall time and the process's CPU time, in seconds.
struct Usage {
  var wall: Double
  var cpu: Double

  static let zero = Usage(wall: 0, cpu: 0)

  static var now: Usage {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let usage = processUsage
    func seconds(_ value: timeval) -> Double { Double(value.tv_sec) + Double(value.tv_usec) * 1e-6 }
    return Usage(
      wall: Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9,
      cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime))
  }

  static var peakKiB: Int { processUsage.ru_maxrss }

  private static var processUsage: rusage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }

  static func - (end: Usage, start: Usage) -> Usage {
    Usage(wall: end.wall - start.wall, cpu: end.cpu - start.cpu)
  }

  static func += (sum: inout Usage, more: Usage) {
    sum = Usage(wall: sum.wall + more.wall, cpu: sum.cpu + more.cpu)
  }
}
