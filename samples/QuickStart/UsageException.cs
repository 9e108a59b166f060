namespace QuickStart;

/// <summary>The command line makes no sense; the message says what to write instead.</summary>
public sealed class UsageException(string message) : Exception(message);
