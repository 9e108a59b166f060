using System.Text.Json.Serialization;

namespace TypedTasks.Generators.Tests.Models;

/// <summary>What a payment provider posts: snake case, amounts in cents, times in seconds, anything in metadata.</summary>
internal sealed class ChargeEvent
{
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    [JsonPropertyName("created")]
    public long Created { get; init; }

    [JsonPropertyName("livemode")]
    public bool IsLive { get; init; }

    [JsonPropertyName("data")]
    public required ChargeData Data { get; init; }

    [JsonPropertyName("pending_webhooks")]
    public int? PendingWebhooks { get; init; }
}

internal sealed class ChargeData
{
    [JsonPropertyName("object")]
    public required Charge Object { get; init; }

    [JsonPropertyName("previous_attributes")]
    public Dictionary<string, string?>? PreviousAttributes { get; init; }
}

internal sealed record Charge(
    [property: JsonPropertyName("amount")] long Amount,
    [property: JsonPropertyName("currency")] string Currency,
    [property: JsonPropertyName("metadata")] Dictionary<string, string> Metadata,
    [property: JsonPropertyName("failure_code")] string? FailureCode = null);

/// <summary>What a code host posts for a push.</summary>
internal sealed record PushEvent
{
    [JsonPropertyName("ref")]
    public string Ref { get; init; } = "";

    [JsonPropertyName("before")]
    public string Before { get; init; } = "";

    [JsonPropertyName("commits")]
    public Commit[] Commits { get; init; } = [];

    [JsonPropertyName("repository")]
    public Repository Repository { get; init; } = new();

    [JsonPropertyName("head_commit")]
    public Commit? Head { get; init; }
}

internal sealed record Commit
{
    [JsonPropertyName("id")]
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    [JsonPropertyName("message")]
    public string Message { get; init; } = "";

    [JsonPropertyName("timestamp")]
    public DateTimeOffset Timestamp { get; init; }

    [JsonPropertyName("url")]
    public Uri? Url { get; init; }

    [JsonPropertyName("added")]
    public IReadOnlyList<string> Added { get; init; } = [];
}

internal sealed record Repository
{
    [JsonPropertyName("full_name")]
    public string FullName { get; init; } = "";

    [JsonPropertyName("private")]
    public bool IsPrivate { get; init; }

    [JsonPropertyName("stargazers_count")]
    public uint Stars { get; init; }
}

/// <summary>What an identity provider posts: one of several kinds, told by a member.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(UserCreated), "user.created")]
[JsonDerivedType(typeof(UserDeleted), "user.deleted")]
internal abstract record DirectoryEvent(Guid TenantId);

internal sealed record UserCreated(Guid TenantId, string Mail, string[] Groups) : DirectoryEvent(TenantId);

internal sealed record UserDeleted(Guid TenantId, Guid UserId, bool IsHard) : DirectoryEvent(TenantId);
