using Microsoft.Extensions.Logging;

namespace TypedTasks.Tests.Memory;

internal sealed record LogLine(LogLevel Level, int EventId, string Text, Exception? Exception = null);
