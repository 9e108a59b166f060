using System.Globalization;

namespace TypedTasks.Analyzers.Tests.Chains;

/// <summary>Writes a task as C#, with upgrades that keep every value.</summary>
internal sealed class ChainSource(ChainTask task)
{
    private const string Json = "System.Text.Json.Serialization.";

    private int locals;

    public string Write() => $$"""
        namespace {{task.Space}}
        {
        public static class WorkTasks
        {
            public static object?[] Seen = [];

            [QueueTask(Name = "{{task.Name}}", Version = {{Text(task.Version)}}, Aliases = [{{string.Join(", ", task.Aliases.Select(alias => $"\"{alias}\""))}}])]
            public static void Work({{Fields(task.Shape.Parameters, "")}})
                => Seen = [{{string.Join(", ", task.Shape.Parameters.Select(field => field.Name))}}];

        {{string.Join('\n', task.Upgrades.Select(Upgrade))}}
        }

        {{string.Join('\n', task.Shape.Records.Select(record => $"public sealed record {record.Called}({Fields(record.Fields, "property: ")});"))}}

        {{string.Join('\n', task.Shape.Enums.Select(Declare))}}
        }

        """;

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private string Fields(IReadOnlyList<ChainField> fields, string target)
        => string.Join(", ", fields.OrderBy(field => field.Default is not null).Select(field =>
            string.Concat(field.FormerNames.Select(name => $"[{target}FormerlyKnownAs(\"{name}\")] "))
            + (field.IsNamed && field.Type is EnumType @enum ? $"[property: {Json}JsonConverter(typeof({Json}JsonStringEnumConverter<{task.Shape.Enum(@enum.Name).Called}>))] " : "")
            + $"{Type(field.Type, task.Shape)} {field.Name}{(field.Default is { } known ? " = " + Literal(known.Value, field.Type, task.Shape) : "")}"));

    private static string Declare(ChainEnum type)
        => (type.IsNamed ? $"[{Json}JsonConverter(typeof({Json}JsonStringEnumConverter<{type.Called}>))] " : "")
            + $"public enum {type.Called} : {type.Underlying} {{ "
            + string.Join(", ", type.Members.Select(member => (member.JsonName is { } name ? $"[{Json}JsonStringEnumMemberName(\"{name}\")] " : "") + $"{member.Name} = {Text(member.Number)}"))
            + " }";

    private static string Type(ChainType type, ChainShape shape) => type switch
    {
        ScalarType scalar => scalar.Name,
        EnumType @enum => shape.Enum(@enum.Name).Called,
        RecordType record => shape.Record(record.Name).Called,
        ListType list => $"{(list.IsSet ? "HashSet" : "List")}<{Type(list.Element, shape)}>",
        MapType map => $"Dictionary<{Type(map.Key, shape)}, {Type(map.Value, shape)}>",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    } + (type.IsNullable ? "?" : "");

    private static string Literal(object? value, ChainType type, ChainShape shape) => (value, type) switch
    {
        (null, _) => "null",
        (decimal number, ScalarType { Name: "decimal" }) => Text(number) + "m",
        (decimal number, _) => Text(number),
        (bool flag, _) => flag ? "true" : "false",
        (string text, ScalarType { Name: "char" }) => $"'{text}'",
        (string text, _) => $"\"{text}\"",
        (EnumValue was, EnumType { Name: var name }) when shape.Enum(name).Members.FirstOrDefault(member => member.Id == was.Id) is { } member => $"{shape.Enum(name).Called}.{member.Name}",
        (EnumValue { Number: var number }, EnumType { Name: var name }) => $"({shape.Enum(name).Called})({Text(ChainValues.Fit(number, shape.Enum(name).Underlying))})",
        _ => "default",
    };

    private string Upgrade(int from)
    {
        var (source, target) = (task.Shipped[from], task.Shipped[from + 1]);
        return $"    internal static Work.V{Text(from + 1)} Upgrade(Work.V{Text(from)} old) => {Record("old", source.Parameters, target.Parameters, new Step(from, source, target))};";
    }

    private string Record(string old, IReadOnlyList<ChainField> from, IReadOnlyList<ChainField> to, Step step)
        => "new() { " + string.Join(", ", to.Select(field => Member(old, from, field, step)).OfType<string>()) + " }";

    private string? Member(string old, IReadOnlyList<ChainField> from, ChainField field, Step step)
    {
        if (from.FirstOrDefault(candidate => candidate.Id == field.Id) is { } was) return $"{Property(field)} = {Map($"{old}.{Property(was)}", was, field, step)}";
        return field.Default is null ? $"{Property(field)} = {Given(field.Type, field.IsNamed, step)}" : null;
    }

    private static string Property(ChainField field) => char.ToUpperInvariant(field.Name[0]) + field.Name[1..];

    private string Map(string value, ChainField was, ChainField field, Step step) => Map(value, was.Type, field.Type, was.IsNamed, field.IsNamed, step);

    private string Map(string value, ChainType from, ChainType to, bool wasNamed, bool isNamed, Step step)
    {
        if (!from.IsNullable) return Convert(value, from, to, wasNamed, isNamed, step);
        var local = Local();
        return $"({value} is {{ }} {local} ? {Convert(local, from, to, wasNamed, isNamed, step)} : {(to.IsNullable ? $"({Versioned(to, isNamed, step)})null" : Given(to, isNamed, step))})";
    }

    private string Convert(string value, ChainType from, ChainType to, bool wasNamed, bool isNamed, Step step)
    {
        switch (from, to)
        {
            case (EnumType was, EnumType type):
                var target = step.Target.Enum(type.Name);
                var cases = step.Source.Enum(was.Name).Members
                    .Select(member => (member.Number, target.Members.FirstOrDefault(candidate => candidate.Id == member.Id)?.Number ?? member.Number))
                    .DistinctBy(pair => pair.Number)
                    .Select(pair => $"{Text(pair.Number)}m => {Text(pair.Item2)}m, ");
                return Number($"((decimal){value} switch {{ {string.Concat(cases)}var other{++locals} => other{locals} }})", to, isNamed, step);
            case (EnumType was, ScalarType { Name: "string" }):
                var names = step.Source.Enum(was.Name).Members.DistinctBy(member => member.Number).Select(member => $"{Text(member.Number)}m => \"{member.StoredName}\", ");
                return $"((decimal){value} switch {{ {string.Concat(names)}var other{++locals} => other{locals}.ToString() }})";
            case (EnumType, ScalarType):
                return Number($"(decimal){value}", to, isNamed, step);
            case (_, EnumType):
                return Number(value, to, isNamed, step);
            case (ScalarType { Name: var was }, ScalarType { Name: var name }):
                return was == name ? value : name == "string" ? $"{value}.ToString()" : Number(value, to, isNamed, step);
            case (RecordType was, RecordType type):
                return $"new {Versioned(to with { IsNullable = false }, false, step)}{Record(value, step.Source.Record(was.Name).Fields, step.Target.Record(type.Name).Fields, step)["new".Length..]}";
            case (ListType was, ListType type):
                var element = Local();
                return $"{value}.Select({element} => {Map(element, was.Element, type.Element, false, false, step)}).{(type.IsSet ? "ToHashSet()" : "ToList()")}";
            case (MapType was, MapType type):
                var entry = Local();
                return $"{value}.GroupBy({entry} => {Map(entry + ".Key", was.Key, type.Key, false, false, step)}, {entry} => {Map(entry + ".Value", was.Value, type.Value, false, false, step)}).ToDictionary({entry} => {entry}.Key, {entry} => {entry}.First())";
            default:
                throw new InvalidOperationException($"no edit makes {from} into {to}");
        }
    }

    // The number that is next to it, where the type does not have it.
    private static string Number(string value, ChainType to, bool isNamed, Step step) => to switch
    {
        EnumType { Name: var name } => $"(({Versioned(to with { IsNullable = false }, isNamed, step)}){step.Target.Enum(name).Underlying}.CreateSaturating({value}))",
        ScalarType { Name: var name } => $"{name}.CreateSaturating({value})",
        _ => throw new ArgumentOutOfRangeException(nameof(to)),
    };

    private string Given(ChainType type, bool isNamed, Step step)
    {
        if (type is ScalarType { Name: "Guid" }) return $"Guid.Parse(\"{ChainValues.Given(type, step.Target)}\")";
        if (type is EnumType @enum) return $"({Versioned(type with { IsNullable = false }, isNamed, step)})({Text(step.Target.Enum(@enum.Name).Members[0].Number)})";
        if (type is ListType or MapType) return $"new {Versioned(type with { IsNullable = false }, false, step)}()";
        if (type is RecordType record) return $"new {Versioned(type with { IsNullable = false }, false, step)}{Record("", [], step.Target.Record(record.Name).Fields, step)["new".Length..]}";
        return $"{(type is ScalarType { Name: var name } && ChainValues.Numbers.Contains(name) ? $"({name})" : "")}{Literal(ChainValues.Given(type, step.Target), type, step.Target)}";
    }

    private static string Versioned(ChainType type, bool isNamed, Step step)
    {
        var types = $"Work.V{Text(step.From + 1)}Types.";
        return type switch
        {
            EnumType @enum => types + step.Target.Enum(@enum.Name).Called + (isNamed && !step.Target.Enum(@enum.Name).IsNamed ? "ByName" : ""),
            RecordType record => types + step.Target.Record(record.Name).Called,
            ListType list => $"{(list.IsSet ? "HashSet" : "List")}<{Versioned(list.Element, false, step)}>",
            MapType map => $"Dictionary<{Versioned(map.Key, false, step)}, {Versioned(map.Value, false, step)}>",
            _ => Type(type with { IsNullable = false }, step.Target),
        } + (type.IsNullable ? "?" : "");
    }

    private string Local() => "x" + Text(++locals);

    private sealed record Step(int From, ChainShape Source, ChainShape Target);
}
