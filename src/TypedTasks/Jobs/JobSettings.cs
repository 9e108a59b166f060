using System.Buffers;
using System.Globalization;
using System.Text.Json;

using TypedTasks.Retries;

namespace TypedTasks.Jobs;

/// <summary>What only one job asks of its worker: <c>{"timeout":"00:00:30","retry":{"backoff":"Linear","delay":"00:00:05"}}</c>. Nearly all jobs have none.</summary>
internal sealed record JobSettings
{
    private const string TimeoutName = "timeout";
    private const string RetryName = "retry";
    private const string BackoffName = "backoff";
    private const string DelayName = "delay";
    private const string MaxDelayName = "maxDelay";

    public TimeSpan? Timeout { get; init; }

    public RetryPolicy? RetryPolicy { get; init; }

    /// <summary>The settings as they are stored; null if there are none.</summary>
    public static byte[]? Write(EnqueueOptions options)
    {
        if (options.Timeout is null && options.RetryPolicy is null) return null;
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            if (options.Timeout is { } timeout) json.WriteString(TimeoutName, Text(timeout));
            if (options.RetryPolicy is { } policy) Write(json, policy);
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>Reads what is stored. Members that this version does not know are passed over: a newer one may have written them.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="FormatException">A value is not what it should be, or out of its bounds.</exception>
    /// <exception cref="InvalidOperationException">A value is of another kind.</exception>
    public static JobSettings Read(byte[] stored)
    {
        using var document = JsonDocument.Parse(stored);
        var root = document.RootElement;
        var settings = new JobSettings
        {
            Timeout = Time(root, TimeoutName),
            RetryPolicy = root.TryGetProperty(RetryName, out var retry) ? ReadPolicy(retry) : null,
        };
        return settings.Problem is { } problem ? throw new FormatException(problem) : settings;
    }

    private string? Problem
        => (Timeout is { } timeout ? Bounds.OfTimeout(timeout) : null) ?? (RetryPolicy is { } policy ? Bounds.Of(policy) : null);

    private static void Write(Utf8JsonWriter json, RetryPolicy policy)
    {
        json.WriteStartObject(RetryName);
        json.WriteString(BackoffName, policy.Backoff.ToString());
        json.WriteString(DelayName, Text(policy.Delay));
        if (policy.MaxDelay is { } maxDelay) json.WriteString(MaxDelayName, Text(maxDelay));
        json.WriteEndObject();
    }

    private static RetryPolicy ReadPolicy(JsonElement retry) => new()
    {
        Backoff = retry.TryGetProperty(BackoffName, out var backoff) ? Kind(backoff.GetString()) : Backoff.Exponential,
        Delay = Time(retry, DelayName) ?? RetryPolicy.Default.Delay,
        MaxDelay = Time(retry, MaxDelayName),
    };

    private static Backoff Kind(string? name)
        => Enum.TryParse<Backoff>(name, out var kind) ? kind : throw new FormatException($"'{name}' is no kind of backoff that this worker knows.");

    private static TimeSpan? Time(JsonElement parent, string name)
        => parent.TryGetProperty(name, out var value) ? TimeSpan.ParseExact(value.GetString() ?? "", "c", CultureInfo.InvariantCulture) : null;

    private static string Text(TimeSpan time) => time.ToString("c", CultureInfo.InvariantCulture);
}
