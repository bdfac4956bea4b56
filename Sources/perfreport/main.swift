import Glibc
import PerfReportCLI

exit(PerfReport.run(Array(CommandLine.arguments.dropFirst()), console: .standard).rawValue)
