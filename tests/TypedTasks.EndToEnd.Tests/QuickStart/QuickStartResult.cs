namespace TypedTasks.EndToEnd.Tests.QuickStart;

internal sealed record QuickStartResult(int ExitCode, string Output, string Errors);
