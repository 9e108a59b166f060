using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace TypedTasks.Analyzers.Tests.Chains;

/// <summary>Makes values, writes them as JSON has them, and says what a value of one shape is in another.</summary>
internal static class ChainValues
{
    private static readonly Dictionary<string, (decimal Least, decimal Most)> Ranges = new()
    {
        ["sbyte"] = (sbyte.MinValue, sbyte.MaxValue),
        ["byte"] = (byte.MinValue, byte.MaxValue),
        ["short"] = (short.MinValue, short.MaxValue),
        ["int"] = (int.MinValue, int.MaxValue),
        ["uint"] = (uint.MinValue, uint.MaxValue),
        ["long"] = (long.MinValue, long.MaxValue),
        ["ulong"] = (ulong.MinValue, ulong.MaxValue),
        ["decimal"] = (decimal.MinValue, decimal.MaxValue),
    };

    /// <summary>The types of numbers.</summary>
    public static readonly string[] Numbers = [.. Ranges.Keys];

    /// <summary>Whether a type of numbers has the number.</summary>
    public static bool Holds(string numbers, decimal number) => Fit(number, numbers) == number;

    /// <summary>The number, or the one next to it that the type has.</summary>
    public static decimal Fit(decimal number, string numbers) => Math.Clamp(number, Ranges[numbers].Least, Ranges[numbers].Most);

    /// <summary>What the test's upgrades give to fields that have no value yet.</summary>
    public static object? Given(ChainType type, ChainShape shape) => type switch
    {
        ScalarType { Name: "string" } => "given",
        ScalarType { Name: "Guid" } => "0f8fad5b-d9cb-469f-a165-70867728950e",
        ScalarType { Name: "char" } => "g",
        ScalarType { Name: "bool" } => true,
        EnumType @enum => Resolve(shape.Enum(@enum.Name), shape.Enum(@enum.Name).Members[0].Number),
        RecordType record => new RecordValue(shape.Record(record.Name).Fields.ToDictionary(field => field.Id, field => Missing(field, shape))),
        ListType => new ListValue([]),
        MapType => new MapValue([]),
        _ => 7m,
    };

    public static object? Random(Random random, ChainType type, ChainShape shape)
    {
        if (type.IsNullable && random.Next(4) == 0) return null;
        switch (type)
        {
            case ScalarType { Name: "string" }:
                return "text " + random.Next(100).ToString(CultureInfo.InvariantCulture);
            case ScalarType { Name: "Guid" }:
                return new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString();
            case ScalarType { Name: "char" }:
                return ((char)('a' + random.Next(26))).ToString();
            case ScalarType { Name: "bool" }:
                return random.Next(2) == 0;
            case EnumType { Name: var name }:
                var @enum = shape.Enum(name);
                return Resolve(@enum, random.Next(4) == 0 ? Number(random, @enum.Underlying) : @enum.Members[random.Next(@enum.Members.Count)].Number);
            case RecordType { Name: var name }:
                return Random(random, shape.Record(name).Fields, shape);
            case ListType list:
                List<object?> elements = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Random(random, list.Element, shape))];
                return new ListValue(Distinct(list, random.Next(4) == 0 ? elements.Concat(elements) : elements));
            case MapType map:
                return new MapValue([.. Enumerable.Range(0, random.Next(3)).Select(_ => Random(random, map.Key, shape)!).Distinct().Select(key => (key, Random(random, map.Value, shape)))]); // keys are not nullable
            case ScalarType { Name: var name }:
                return Number(random, name);
            default:
                throw new ArgumentOutOfRangeException(nameof(type));
        }
    }

    private static decimal Number(Random random, string numbers) => random.Next(4) switch
    {
        0 => Ranges[numbers].Least,
        1 => Ranges[numbers].Most,
        _ => random.Next(100),
    };

    /// <summary>Values of fields; of those that have a default, some are left out.</summary>
    public static RecordValue Random(Random random, IReadOnlyList<ChainField> fields, ChainShape shape)
        => new(fields.Where(field => field.Default is null || random.Next(3) > 0).ToDictionary(field => field.Id, field => Random(random, field.Type, shape)));

    public static JsonObject ToJson(RecordValue value, IReadOnlyList<ChainField> fields, ChainShape shape)
        => new(fields.Where(field => value.Fields.ContainsKey(field.Id))
            .Select(field => KeyValuePair.Create(field.Name, ToJson(value.Fields[field.Id], field.Type, shape, field.IsNamed))));

    private static JsonNode? ToJson(object? value, ChainType type, ChainShape shape, bool isNamed) => (value, type) switch
    {
        (EnumValue { Id: { } id }, EnumType { Name: var name }) when isNamed || shape.Enum(name).IsNamed => shape.Enum(name).Members.Single(member => member.Id == id).StoredName,
        (EnumValue { Number: var number }, _) => number,
        (RecordValue record, RecordType { Name: var name }) => ToJson(record, shape.Record(name).Fields, shape),
        (ListValue list, ListType { Element: var element }) => new JsonArray([.. list.Elements.Select(item => ToJson(item, element, shape, false))]),
        (MapValue map, MapType types) => new JsonObject(map.Entries.Select(entry => KeyValuePair.Create(Key(entry.Key, types.Key, shape), ToJson(entry.Value, types.Value, shape, false)))),
        (string text, _) => text,
        (decimal number, _) => number,
        (bool flag, _) => flag,
        _ => null,
    };

    private static string Key(object key, ChainType type, ChainShape shape) => (key, type) switch
    {
        (EnumValue { Id: { } id }, EnumType { Name: var name }) => shape.Enum(name).Members.Single(member => member.Id == id).StoredName,
        (EnumValue { Number: var number }, _) => number.ToString(CultureInfo.InvariantCulture),
        (string text, _) => text,
        _ => ((IFormattable)key).ToString(null, CultureInfo.InvariantCulture),
    };

    /// <summary>What values of one shape are in another, field by field: missing ones are what their default says, or what the test's upgrades give.</summary>
    /// <remarks>Of different tasks (<paramref name="byName"/>), fields are the same if their names are.</remarks>
    public static RecordValue Convert(RecordValue value, IReadOnlyList<ChainField> from, IReadOnlyList<ChainField> to, ChainShape source, ChainShape target, bool byName = false)
    {
        var fields = new Dictionary<int, object?>();
        foreach (var field in to)
        {
            var was = from.FirstOrDefault(candidate => candidate.Id == field.Id) ?? (byName ? from.FirstOrDefault(candidate => candidate.Name == field.Name) : null);
            fields[field.Id] = was is not null && value.Fields.TryGetValue(was.Id, out var present) ? Convert(present, was.Type, field.Type, source, target, byName)
                : Missing(field, target);
        }

        return new RecordValue(fields);
    }

    private static object? Convert(object? value, ChainType from, ChainType to, ChainShape source, ChainShape target, bool byName) => (value, from, to) switch
    {
        (null, _, _) => to.IsNullable ? null : Given(to, target),
        (EnumValue was, EnumType, EnumType type) => Resolve(target.Enum(type.Name), target.Enum(type.Name).Members.FirstOrDefault(member => member.Id == was.Id)?.Number ?? was.Number),
        (EnumValue { Id: { } id }, EnumType type, ScalarType { Name: "string" }) => source.Enum(type.Name).Members.Single(member => member.Id == id).StoredName,
        (EnumValue was, _, ScalarType { Name: "string" }) => was.Number.ToString(CultureInfo.InvariantCulture),
        (EnumValue was, _, ScalarType { Name: var name }) => Fit(was.Number, name),
        (decimal number, _, EnumType type) => Resolve(target.Enum(type.Name), number),
        (decimal number, _, ScalarType { Name: var name }) => Fit(number, name),
        (RecordValue record, RecordType was, RecordType type) => Convert(record, source.Record(was.Name).Fields, target.Record(type.Name).Fields, source, target, byName),
        (ListValue list, ListType was, ListType type) => new ListValue(Distinct(type, list.Elements.Select(element => Convert(element, was.Element, type.Element, source, target, byName)))),
        (MapValue map, MapType was, MapType type) => new MapValue(
            [.. map.Entries.Select(entry => (Convert(entry.Key, was.Key, type.Key, source, target, byName)!, Convert(entry.Value, was.Value, type.Value, source, target, byName))).DistinctBy(entry => entry.Item1)]), // keys are not nullable
        _ => value,
    };

    // The number of a member may have changed since it became the default, and the member may be gone.
    private static object? Missing(ChainField field, ChainShape shape)
        => field.Default is not { } known ? Given(field.Type, shape) : Convert(known.Value, field.Type, field.Type, shape, shape, byName: false);

    private static IReadOnlyList<object?> Distinct(ListType type, IEnumerable<object?> elements) => [.. type.IsSet ? elements.Distinct() : elements];

    private static EnumValue Resolve(ChainEnum type, decimal number)
    {
        var fit = Fit(number, type.Underlying);
        return new EnumValue(type.Members.FirstOrDefault(member => member.Number == fit)?.Id, fit);
    }

    /// <summary>What a task was called with.</summary>
    public static RecordValue Seen(object?[] arguments, ChainShape shape)
        => new(shape.Parameters.Zip(arguments).ToDictionary(pair => pair.First.Id, pair => Seen(pair.Second, pair.First.Type, shape)));

    private static object? Seen(object? value, ChainType type, ChainShape shape) => (value, type) switch
    {
        (null, _) => null,
        (bool flag, _) => flag,
        (Enum, EnumType { Name: var name }) => Resolve(shape.Enum(name), System.Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        (_, RecordType { Name: var name }) => new RecordValue(shape.Record(name).Fields.ToDictionary(field => field.Id, field => Seen(value.GetType().GetProperty(field.Name)!.GetValue(value), field.Type, shape))), // as ChainSource writes it
        (IDictionary map, MapType types) => new MapValue([.. map.Keys.Cast<object>().Select(key => (Seen(key, types.Key, shape)!, Seen(map[key], types.Value, shape)))]), // keys are not nullable
        (IEnumerable list, ListType { Element: var element }) => new ListValue([.. list.Cast<object?>().Select(item => Seen(item, element, shape))]),
        (_, ScalarType { Name: var name }) when Ranges.ContainsKey(name) => System.Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>What a job enqueued by a build is for the task of today.</summary>
    public static RecordValue Expected(RecordValue value, ChainBuild build, ChainTask task)
    {
        var (version, source, byName) = (build.Version, build.Shape, build.IsTakenOver);
        while (true)
        {
            var reader = task.Upgrades.Where(candidate => candidate >= version).DefaultIfEmpty(task.Version).Min();
            var target = task.Shipped[reader];
            value = Convert(value, source.Parameters, target.Parameters, source, target, byName);
            if (reader == task.Version) return value;
            var next = task.Shipped[reader + 1];
            value = Convert(value, target.Parameters, next.Parameters, target, next);
            (version, source, byName) = (reader + 1, next, false);
        }
    }
}
