using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TypedTasks.Generators.Tests.Models;

internal sealed record AuditEntry(long Id, string Actor, AuditAction Action, ImmutableArray<FieldChange> Changes, KeyValuePair<string, string>? Subject);

internal sealed record FieldChange(string Field, string? Before, string? After);

[Flags]
internal enum AuditAction : ushort
{
    None = 0,
    Create = 1,
    Update = 2,
    Delete = 4,
}

/// <summary>An entity as an object mapper wants it: settable, a parent key, the parent itself left out.</summary>
public class TicketEntity
{
    public int Id { get; set; }

    public int? ParentId { get; set; }

    [JsonIgnore]
    public virtual TicketEntity? Parent { get; set; }

    public string Title { get; set; } = null!; // as such entities are written: the mapper sets it

    public byte[]? RowVersion { get; set; }

    public ICollection<TicketComment> Comments { get; set; } = [];
}

public sealed class TicketComment
{
    public int TicketId { get; set; }

    public string? Text { get; set; }
}

internal sealed record GeoFeature(string Type, List<List<double[]>> Coordinates, Dictionary<string, double?> Properties);

internal sealed record ImportJob(Uri Source, Version Format, TimeSpan Timeout, ImportOptions Options, int? MaxErrors = 10);

internal sealed class ImportOptions
{
    public bool SkipHeader { get; set; } = true;

    public char Separator { get; set; } = ';';

    public string Encoding { get; set; } = "utf-8";

    public Dictionary<int, string> ColumnNames { get; init; } = [];
}

internal sealed record OpeningHours(DayOfWeek[] Days, TimeOnly Opens, TimeOnly Closes, DateOnly? Until, SortedSet<DateOnly>? Holidays);

internal sealed record Measurement(double Value, float Precision, Half Weight, Int128 Counter, UInt128 DeviceId, ImmutableList<double> Window);

internal readonly record struct Range<T>(T From, T To)
    where T : struct;

internal sealed record ReportRequest(string Name, Range<DateOnly> Period, Range<int>? Pages = null, string Format = "pdf", bool IsDraft = false, decimal Scale = 1.5m);

internal sealed record TableRow(int? A, long? B, bool? C, Guid? D, DateTimeOffset? E, char? F, string? G);

/// <summary>Two ways to make one, of which serializers take the marked one.</summary>
internal sealed class Credentials
{
    public Credentials(string user)
        : this(user, []) => Comment = "without scopes";

    [JsonConstructor]
    public Credentials(string user, IReadOnlyList<string> scopes) => (User, Scopes) = (user, scopes);

    public string User { get; }

    public IReadOnlyList<string> Scopes { get; }

    public string? Comment { get; set; }
}

internal sealed class PlainFields
{
    [JsonInclude]
    public int Number;

    [JsonInclude]
    [JsonPropertyName("text")]
    public string Text = "";
}

internal sealed record OddNames(string @class, int @event, [property: JsonPropertyName("größe")] double Größe, [property: JsonPropertyName("with \"quotes\"")] string? Quoted);

internal sealed record Playbook(Queue<Step> Steps, LinkedList<string> Log, ImmutableDictionary<string, Step> Named);

internal sealed record Step(string Name, string[][] Arguments, RetryRule? Retry);

internal sealed record RetryRule(int Times, TimeSpan Delay);

internal interface IHasKey
{
    string Key { get; }
}

internal sealed record Keyed(string Key, ISet<int> Numbers, IDictionary<string, IReadOnlyCollection<int>> Groups) : IHasKey;
