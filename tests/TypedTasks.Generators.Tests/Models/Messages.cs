using System.Text.Json.Serialization;

namespace TypedTasks.Generators.Tests.Models;

internal sealed record MailDraft(
    MailAddressModel From,
    List<MailAddressModel> To,
    string Subject,
    string TextBody,
    string? HtmlBody = null,
    List<MailAttachment>? Attachments = null,
    Dictionary<string, List<string>>? Headers = null);

internal readonly record struct MailAddressModel(string Address, string? DisplayName);

internal sealed class MailAttachment
{
    public string FileName { get; set; } = "attachment.bin";

    public string ContentType { get; set; } = "application/octet-stream";

    public byte[] Content { get; set; } = [];

    public ReadOnlyMemory<byte>? Hash { get; set; }
}

/// <summary>Several channels behind one base.</summary>
[JsonDerivedType(typeof(SmsNotice), "sms")]
[JsonDerivedType(typeof(PushNotice), "push")]
internal abstract class Notice
{
    public string Text { get; set; } = "";
}

internal sealed class SmsNotice : Notice
{
    public string Number { get; set; } = "";
}

internal sealed class PushNotice : Notice
{
    public HashSet<string> Devices { get; set; } = [];

    public TimeSpan? Ttl { get; set; }
}

internal sealed record ChatMessage(long Id, string Author, string Text, ChatMessage? ReplyTo, Dictionary<string, int> Reactions);

/// <summary>The envelope that integration events share.</summary>
internal abstract record IntegrationEvent
{
    public Guid EventId { get; init; }

    public DateTimeOffset OccurredAt { get; init; }

    public string? CorrelationId { get; init; }
}

internal sealed record UserRegistered(Guid UserId, string Mail) : IntegrationEvent;

internal sealed record SubscriptionChanged : IntegrationEvent
{
    public required Guid SubscriptionId { get; init; }

    public SubscriptionPlan From { get; init; }

    public SubscriptionPlan To { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<SubscriptionPlan>))]
internal enum SubscriptionPlan
{
    Free,
    Team,
    Enterprise,
}

internal readonly record struct TenantId(string Value);

internal sealed record Envelope<T>(TenantId Tenant, T Body, int Attempt = 1);

internal sealed record Translations(string Key, Dictionary<string, Dictionary<string, string>> ByLanguage);
