namespace TypedTasks.Payloads;

/// <summary>Bounds of every payload.</summary>
public static class PayloadLimits
{
    /// <summary>How deep objects and arrays may nest, the payload object included.</summary>
    public const int MaxDepth = 64;

    /// <summary>The default bound of a payload in bytes: 256 KiB.</summary>
    public const int DefaultMaxBytes = 256 * 1024;
}
