using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace TypedTasks.Generators.Tests.Models;

/// <summary>States as a public API spells them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewState>))]
internal enum ReviewState
{
    [JsonStringEnumMemberName("approved")]
    Approved,

    [JsonStringEnumMemberName("changes_requested")]
    ChangesRequested,

    [JsonStringEnumMemberName("dismissed")]
    Dismissed,
}

internal sealed record ReviewEvent(
    [property: JsonPropertyName("action")] string Action,
    [property: JsonPropertyName("state")] ReviewState State,
    [property: JsonPropertyName("previous_state")] ReviewState? PreviousState,
    [property: JsonPropertyName("counts")] Dictionary<ReviewState, int?> Counts,
    [property: JsonPropertyName("labels")] IReadOnlyList<ReviewLabel> Labels);

internal sealed record ReviewLabel([property: JsonPropertyName("node_id")] string NodeId, [property: JsonPropertyName("default")] bool IsDefault, [property: JsonPropertyName("color")] string? Color = "ededed");

/// <summary>A contract of an older serializer, whose attributes mean nothing to System.Text.Json.</summary>
[DataContract(Name = "customer")]
public class LegacyCustomer
{
    [DataMember(Name = "no", Order = 2)]
    public int Number { get; set; }

    [DataMember(IsRequired = true, Order = 1)]
    [StringLength(80)]
    public string Name { get; set; } = "";

    [JsonInclude]
    [EnumDataType(typeof(DayOfWeek))]
    public DayOfWeek? Visit { get; set; }
}

/// <summary>What must be given is given by the constructor.</summary>
internal sealed class Appointment
{
    [SetsRequiredMembers]
    public Appointment(string title, DateTimeOffset at)
    {
        Title = title;
        At = at;
    }

    public required string Title { get; init; }

    public required DateTimeOffset At { get; init; }

    public required TimeSpan Length { get; set; }
}

/// <summary>Money with behaviour, made by its constructor only.</summary>
internal readonly struct Price : IEquatable<Price>, IComparable<Price>
{
    [JsonConstructor] // without it System.Text.Json would read zeros; the generated reader takes it either way
    public Price(decimal amount, string currency)
    {
        Amount = decimal.Round(amount, 4);
        Currency = currency.ToUpperInvariant();
    }

    public decimal Amount { get; }

    public string Currency { get; }

    public static Price operator +(Price left, Price right) => new(left.Amount + right.Amount, left.Currency);

    public static bool operator ==(Price left, Price right) => left.Equals(right);

    public static bool operator !=(Price left, Price right) => !left.Equals(right);

    public static bool operator <(Price left, Price right) => left.CompareTo(right) < 0;

    public static bool operator >(Price left, Price right) => left.CompareTo(right) > 0;

    public static bool operator <=(Price left, Price right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Price left, Price right) => left.CompareTo(right) >= 0;

    public int CompareTo(Price other) => Amount.CompareTo(other.Amount);

    public bool Equals(Price other) => Amount == other.Amount && Currency == other.Currency;

    public override bool Equals(object? obj) => obj is Price other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Amount, Currency);
}

/// <summary>Lines behind a field, which the constructor fills again.</summary>
internal sealed class Quote(Guid id, IReadOnlyCollection<QuoteLine> lines)
{
    private readonly List<QuoteLine> lines = [.. lines];

    public Guid Id { get; } = id;

    public IReadOnlyCollection<QuoteLine> Lines => lines.AsReadOnly();

    public void Add(QuoteLine line) => lines.Add(line);
}

internal sealed record QuoteLine(ArticleId Article, Price Price, uint Count);

internal readonly record struct ArticleId(long Value);

/// <summary>The outcome of something, for any kind of value.</summary>
internal sealed record Outcome<T>(bool IsSuccess, T? Value, IReadOnlyList<Fault>? Faults)
    where T : class;

internal sealed record Fault(string Code, string Message, IReadOnlyDictionary<string, string[]>? Fields = null);

/// <summary>A page as interfaces with tokens return it.</summary>
internal sealed record TokenPage<TItem, TToken>(TItem[] Items, TToken? Next)
    where TToken : struct;

/// <summary>Settings with a default for everything.</summary>
internal record struct ExportSettings()
{
    public string Separator { get; set; } = ";";

    public Version Format { get; set; } = new(2, 0);

    public Uri? Target { get; set; }

    public TimeSpan Every { get; set; } = TimeSpan.FromDays(1);

    public byte[]? Checksum { get; set; }

    public Dictionary<DayOfWeek, TimeOnly?> At { get; set; } = [];
}

/// <summary>Names behind fields, as they were written before C# had shorter ways.</summary>
public class Contact
{
    private string name = "";
    private List<string>? mails;

    public string Name
    {
        get => name;
        set => name = value.Trim();
    }

    public IList<string> Mails
    {
        get => mails ??= [];
        set => mails = [.. value];
    }

    [JsonIgnore]
    public string Display => $"{name} ({Mails.Count})";
}
