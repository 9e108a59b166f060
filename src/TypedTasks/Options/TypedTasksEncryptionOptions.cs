namespace TypedTasks;

/// <summary>Keys for sensitive values at rest; configuration section <c>TypedTasks:Encryption</c>.</summary>
public sealed class TypedTasksEncryptionOptions
{
    /// <summary>
    /// The keys by their ids: 32 random bytes each, in base64, as <c>openssl rand -base64 32</c> makes them. An id has 1 to 64 letters, digits,
    /// <c>-</c>, <c>_</c> and <c>.</c>, and stands unencrypted beside each value. Keep a key here as long as values that were encrypted with it are stored.
    /// </summary>
    public IDictionary<string, string> Keys { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The id of the key that new values are encrypted with. Null (default): none, sensitive values are stored as they are.</summary>
    public string? ActiveKey { get; set; }

    /// <summary>Whether jobs with sensitive parameters or a sensitive result are refused while there is no active key. Default: false.</summary>
    public bool Require { get; set; }
}
