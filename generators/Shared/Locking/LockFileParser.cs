using System.Globalization;

namespace TypedTasks.Shared.Locking;

/// <summary>Reads <c>tasks.lock.json</c>.</summary>
internal static class LockFileParser
{
    /// <exception cref="LockFileException">The text is not what a lock file looks like.</exception>
    public static LockFile Parse(string text)
    {
        var root = new LockNode(JsonParser.Parse(text), "the file");
        root.AllowOnly("format", "tasks");
        if (root.Required("format").Number() != LockFile.Format)
            throw root.Required("format").Refuse($"the format is not {LockFile.Format}; a newer TypedTasks wrote the file");
        return new LockFile(root.Required("tasks").Members().Select(Task).OrderBy(task => task.Name, StringComparer.Ordinal).ToEquatableArray());
    }

    /// <summary>The same without exceptions, for the pipeline of a generator.</summary>
    public static LockFile? TryParse(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (LockFileException)
        {
            return null; // the analyzers report it
        }
    }

    private static LockedTask Task(string name, LockNode node)
    {
        node.AllowOnly("aliases", "versions");
        var aliases = node.Optional("aliases")?.Strings() ?? [];
        var versions = node.Required("versions").Members().Select(Version).OrderBy(version => version.Number).ToEquatableArray();
        if (versions.Count == 0) throw node.Refuse($"task '{name}' has no version");
        return new LockedTask(name, aliases.OrderBy(alias => alias, StringComparer.Ordinal).ToEquatableArray(), versions);
    }

    private static LockedVersion Version(string number, LockNode node)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version is < 1 or > TaskOptions.MaxVersion || number[0] == '0')
            throw node.Refuse($"'{number}' is no version; it must be a whole number from 1");
        node.AllowOnly("parameters", "result", "sensitiveResult", "types", "samples");
        var result = new LockedVersion(
            version,
            node.Required("parameters").Members().Select(Member).OrderBy(member => member.Name, StringComparer.Ordinal).ToEquatableArray(),
            node.Optional("result")?.Use(),
            (node.Optional("types")?.Members() ?? []).Select(Type).OrderBy(type => type.Name, StringComparer.Ordinal).ToEquatableArray(),
            (node.Optional("samples")?.Elements() ?? []).Select(sample => sample.Compact()).ToEquatableArray()) { IsResultSensitive = node.Optional("sensitiveResult")?.Boolean() ?? false };
        RefuseUnknownTypes(result, node);
        RefuseOddValues(result, node);
        return result;
    }

    private static LockedMember Member(string name, LockNode node)
    {
        node.AllowOnly("type", "required", "default", "formerly", "sensitive");
        var isRequired = node.Optional("required")?.Boolean() ?? false;
        var defaultValue = node.Optional("default");
        if (isRequired && defaultValue is not null) throw node.Refuse($"'{name}' is required and has a default");
        var former = node.Optional("formerly")?.Strings() ?? [];
        return new LockedMember(
            name, node.Required("type").Use(), isRequired, defaultValue?.Compact(), former.OrderBy(old => old, StringComparer.Ordinal).ToEquatableArray())
        {
            IsSensitive = node.Optional("sensitive")?.Boolean() ?? false,
        };
    }

    private static LockedType Type(string name, LockNode node)
    {
        node.AllowOnly("members", "discriminator", "itself", "cases", "enum", "stored", "values", "opaque");
        if (node.Optional("opaque") is not null) return new LockedOpaque(name);
        if (node.Optional("members") is { } members)
            return new LockedObject(name, members.Members().Select(Member).OrderBy(member => member.Name, StringComparer.Ordinal).ToEquatableArray()) { Union = Union(node) };

        var values = node.Required("values").Members().Select((value, number) => new EnumValue(value, number.Integer()));
        var stored = node.Optional("stored")?.String() ?? "numbers";
        if (stored is not ("numbers" or "names")) throw node.Refuse($"'{stored}' is neither numbers nor names");
        var underlying = node.Required("enum").String();
        if (!LockedValues.IsUnderlying(underlying)) throw node.Refuse($"no enum can have '{underlying}' underneath");
        return new LockedEnum(name, underlying, stored == "names", values.OrderBy(value => value.Name, StringComparer.Ordinal).ToEquatableArray());
    }

    private static LockedUnion? Union(LockNode node) => node.Optional("discriminator") is not { } discriminator ? null : new LockedUnion(
        discriminator.String(),
        node.Required("cases").Elements().Select(Case).OrderBy(@case => @case.Value, StringComparer.Ordinal).ToEquatableArray()) { HasItself = node.Optional("itself")?.Boolean() ?? false };

    private static LockedCase Case(LockNode node)
    {
        node.AllowOnly("is", "type");
        return new LockedCase(node.Required("is").Compact(), node.Required("type").String());
    }

    // The generator makes C# of them.
    private static void RefuseOddValues(LockedVersion version, LockNode node)
    {
        var members = version.Parameters.Concat(version.Types.OfType<LockedObject>().SelectMany(type => type.Members)).ToList();
        foreach (var member in members)
            if (member.Default is { } value && !LockedValues.IsDefault(value, member.Use, version.Type(member.Use.Name)))
                throw node.Refuse($"the default of '{member.Name}', {value}, is no '{member.Use}'");
        foreach (var key in members.Select(member => member.Use).Concat(version.Result is null ? [] : new[] { version.Result }).SelectMany(Keys))
            if (!LockedValues.IsKey(key, version.Type(key.Name))) throw node.Refuse($"'{key}' can't be the key of a dictionary");
    }

    private static IEnumerable<LockedUse> Keys(LockedUse use)
    {
        for (var inner = use; inner is not null; inner = inner.Element)
            if (inner.Key is { } key) yield return key;
    }

    private static void RefuseUnknownTypes(LockedVersion version, LockNode node)
    {
        var known = new HashSet<string>(version.Types.Select(type => type.Name), StringComparer.Ordinal);
        var used = version.Parameters.Concat(version.Types.OfType<LockedObject>().SelectMany(type => type.Members)).Select(member => member.Use);
        var cases = version.Types.OfType<LockedObject>().SelectMany(type => type.Union?.Cases ?? []).Select(@case => @case.Type);
        foreach (var name in used.Concat(version.Result is null ? [] : new[] { version.Result }).SelectMany(use => use.Names).Concat(cases))
            if (!known.Contains(name) && !ScalarNames.IsScalar(name)) throw node.Refuse($"type '{name}' is used but not described under 'types'");
    }
}
