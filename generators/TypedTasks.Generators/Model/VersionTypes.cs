using System.Globalization;
using System.Text;
using TypedTasks.Shared;
using TypedTasks.Shared.Locking;

namespace TypedTasks.Generators.Model;

/// <summary>Gives the types of one version their places and names in C#: <c>SendReceipt.V1</c>, and <c>SendReceipt.V1Types.Order</c> for what it is made of.</summary>
internal sealed class VersionTypes
{
    private const string Collections = "global::System.Collections.Generic.";

    // What C# itself gives to records and enums.
    private static readonly string[] Reserved = ["Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "ReferenceEquals", "Clone", "PrintMembers", "EqualityContract"];

    private readonly LockedVersion version;
    private readonly string number;
    private readonly string stub;
    private readonly Dictionary<string, string> simpleNames = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, TypeShape> shapes = new(StringComparer.Ordinal);

    private VersionTypes(string stubFullName, LockedVersion version)
    {
        this.version = version;
        number = version.Number.ToString(CultureInfo.InvariantCulture);
        stub = "global::" + stubFullName;
        var taken = new HashSet<string>([$"V{number}Types"], StringComparer.Ordinal);
        foreach (var type in version.Types.Where(type => !IsRaw(type))) simpleNames[type.Name] = Unique(SimpleName(type.Name), taken);
    }

    public static PayloadVersion Of(string stubFullName, LockedVersion version) => new VersionTypes(stubFullName, version).Describe();

    private PayloadVersion Describe()
    {
        var enums = version.Types.OfType<LockedEnum>().Select(Enum).ToEquatableArray();
        var objects = version.Types.OfType<LockedObject>().Where(type => !IsRaw(type)).Select(type => Object(simpleNames[type.Name], NameOf(type.Name), type.Members)).ToEquatableArray();
        var parameters = Object("V" + number, $"{stub}.V{number}", version.Parameters);
        return new PayloadVersion(version.Number, parameters, objects, enums, shapes.Values.ToEquatableArray())
        {
            Sensitive = SensitiveViews.OfPayload(version),
            SensitiveResult = SensitiveViews.OfResult(version),
        };
    }

    private EnumShape Enum(LockedEnum type)
    {
        var shape = new EnumShape(NameOf(type.Name), ScalarNames.KindOf(type.Underlying) ?? ScalarKind.Int32, type.IsStoredByName) { Values = type.Values, Given = VersionEnumNames.Of(type.Values) };
        shapes[shape.Name] = shape;
        return shape;
    }

    private VersionObject Object(string simpleName, string name, EquatableArray<LockedMember> members)
    {
        var taken = new HashSet<string>(Reserved.Append(simpleName), StringComparer.Ordinal);
        var leftOut = members.Select((member, i) => !member.IsRequired && member.Default is null && !member.Use.IsNullable ? i : -1).Where(i => i >= 0).ToEquatableArray();
        var shape = new ObjectShape(name, IsValueType: false, IsSealed: true, members.Select(member => Member(member, taken)).ToEquatableArray(), []);
        shapes[name] = shape;
        return new VersionObject(simpleName, shape, leftOut);
    }

    // A member that could be missing is null if it was, unless the file knows its default.
    private MemberShape Member(LockedMember member, HashSet<string> taken)
    {
        var use = Use(member.Use);
        if (!member.IsRequired && member.Default is null) use = use with { IsNullable = true };
        return new MemberShape(
            Unique(PropertyName(member.Name), taken),
            member.Name,
            use,
            member.IsRequired ? MemberAssignment.Required : MemberAssignment.Init,
            member.IsRequired ? MemberPresence.Required : MemberPresence.Optional,
            member.Default is { } value ? Literal(value, member.Use) : null) { FormerNames = member.FormerNames, IsSensitive = member.IsSensitive || IsRawWithSecrets(member.Use) };
    }

    private TypeUse Use(LockedUse use)
    {
        var name = use.Kind switch
        {
            LockedUseKind.List => $"{Collections}List<{Text(use.Element)}>",
            LockedUseKind.Set => $"{Collections}HashSet<{Text(use.Element)}>",
            LockedUseKind.Dictionary => $"{Collections}Dictionary<{Text(use.Key)}, {Text(use.Element)}>",
            _ => NameOf(use.Name),
        };
        if (!shapes.ContainsKey(name) && Shape(use, name) is { } shape) shapes[name] = shape;
        return new TypeUse(name, use.IsNullable);
    }

    private TypeShape? Shape(LockedUse use, string name) => use switch
    {
        { Kind: LockedUseKind.List, Element: { } element } => new CollectionShape(name, CollectionKind.List, IsInterface: false, Use(element)),
        { Kind: LockedUseKind.Set, Element: { } element } => new CollectionShape(name, CollectionKind.HashSet, IsInterface: false, Use(element)),
        { Kind: LockedUseKind.Dictionary, Key: { } key, Element: { } element } => new DictionaryShape(name, IsInterface: false, Use(key), Use(element)),
        _ when IsRaw(version.Type(use.Name)) => new ScalarShape(name, IsValueType: true, ScalarKind.JsonElement),
        _ when version.Type(use.Name) is null && ScalarNames.KindOf(use.Name) is { } kind => new ScalarShape(name, ScalarTypes.IsValueType(kind), kind),
        _ => null,
    };

    private string Text(LockedUse? use)
    {
        if (use is null) return "object"; // never: the file's parser gives every list its elements
        var inner = Use(use);
        return inner.Type + (inner.IsNullable ? "?" : "");
    }

    private string NameOf(string type)
        => IsRaw(version.Type(type)) ? ScalarTypes.NameOf(ScalarKind.JsonElement) : simpleNames.TryGetValue(type, out var simple) ? $"{stub}.V{number}Types.{CSharpNames.Escape(simple)}"
            : ScalarTypes.NameOf(ScalarNames.KindOf(type) ?? ScalarKind.String);

    // What the user's own code wrote, and values of derived types, an upgrade gets as JSON.
    private static bool IsRaw(LockedType? type) => type is LockedOpaque or LockedObject { Union: not null };

    // As JSON it would be printed with all its members.
    private bool IsRawWithSecrets(LockedUse use)
        => version.Type(use.Name) is LockedObject { Union: not null } && version.Types.OfType<LockedObject>().Any(type => type.Members.Any(member => member.IsSensitive));

    private string Literal(string json, LockedUse use)
    {
        if (json == "null" || IsRaw(version.Type(use.Name))) return use.IsNullable ? "null" : "default";
        if (use.Kind != LockedUseKind.Value) return "[]";
        if (version.Type(use.Name) is LockedEnum) return $"({NameOf(use.Name)})({json})";
        var kind = ScalarNames.KindOf(use.Name);
        var text = json[0] == '"' ? JsonParser.Parse(json).Text : json;
        return kind switch
        {
            ScalarKind.String => CSharpNames.Literal(text),
            ScalarKind.Char => $"(char){((int)text[0]).ToString(CultureInfo.InvariantCulture)}",
            ScalarKind.Boolean => json,
            ScalarKind.Decimal => json + "M",
            ScalarKind.Single or ScalarKind.Double when json[0] == '"' => $"{ScalarTypes.NameOf(kind.Value)}.{(text == "NaN" ? "NaN" : text[0] == '-' ? "NegativeInfinity" : "PositiveInfinity")}",
            ScalarKind.Single => json + "F",
            ScalarKind.Double => json + "D",
            _ => json,
        };
    }

    // Shop.Page<Shop.Order> becomes PageOrder, global::Order becomes Order.
    private static string SimpleName(string type)
    {
        var name = new StringBuilder();
        foreach (var part in type.Split('<', '>', ',', ' ')) name.Append(Identifier(part.Substring(part.LastIndexOfAny(['.', ':']) + 1)));
        return name.Length == 0 ? "Type" : name.ToString();
    }

    private static string PropertyName(string json)
    {
        var name = Identifier(json);
        if (name.Length == 0 || char.IsDigit(name[0])) return "_" + name;
        return char.ToUpperInvariant(name[0]) + name.Substring(1);
    }

    private static string Identifier(string text)
    {
        var name = new StringBuilder();
        foreach (var character in text)
            if (char.IsLetterOrDigit(character) || character == '_') name.Append(character);
        return name.ToString();
    }

    private static string Unique(string wanted, HashSet<string> taken)
    {
        var name = wanted;
        for (var count = 2; !taken.Add(name); count++) name = wanted + count.ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
