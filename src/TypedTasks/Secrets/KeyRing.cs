namespace TypedTasks.Secrets;

/// <summary>The keys of one TypedTasks instance.</summary>
internal sealed class KeyRing
{
    public const int KeyBytes = 32;

    private readonly Dictionary<string, byte[]> keys = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="options">Already validated.</param>
    public KeyRing(TypedTasksEncryptionOptions options)
    {
        foreach (var (id, key) in options.Keys) keys.Add(id, Convert.FromBase64String(key));
        ActiveId = options.ActiveKey;
        IsRequired = options.Require;
    }

    /// <summary>The id of the key for new values; null if they are stored as they are.</summary>
    public string? ActiveId { get; }

    /// <summary>Whether nothing sensitive may be stored without a key.</summary>
    public bool IsRequired { get; }

    /// <summary>The ids of all keys.</summary>
    public IEnumerable<string> Ids => keys.Keys;

    public byte[]? Find(string id) => keys.GetValueOrDefault(id);
}
