namespace QuickStart;

/// <summary>A CSV file can't be used; the message says where and why.</summary>
public sealed class CsvFileException(string message, Exception? innerException = null) : Exception(message, innerException);
