namespace TypedTasks.Analyzers.Tests.Chains;

/// <summary>A type where it is used. Fields and enum members have numbers that stay theirs whatever they are called: by them the test knows which value is which.</summary>
internal abstract record ChainType
{
    public bool IsNullable { get; init; }
}

internal sealed record ScalarType(string Name) : ChainType;

internal sealed record EnumType(string Name) : ChainType;

internal sealed record RecordType(string Name) : ChainType;

internal sealed record ListType(ChainType Element, bool IsSet) : ChainType;

internal sealed record MapType(ChainType Key, ChainType Value) : ChainType;

/// <summary>A parameter or a member of a record.</summary>
/// <param name="Id">Which one it is, through all renames.</param>
/// <param name="Name">Its name in C# and JSON.</param>
/// <param name="Type">Its type.</param>
/// <param name="Default">What it is when JSON lacks it; null if it is required.</param>
internal sealed record ChainField(int Id, string Name, ChainType Type, Constant? Default)
{
    public IReadOnlyList<string> FormerNames { get; init; } = [];

    /// <summary>Whether this member alone stores its enum by name.</summary>
    public bool IsNamed { get; init; }
}

/// <summary>A default, which may be null.</summary>
internal sealed record Constant(object? Value);

internal sealed record ChainEnumMember(int Id, string Name, string? JsonName, decimal Number)
{
    public string StoredName => JsonName ?? Name;
}

/// <summary>A named type. Its name here stays, by which it is found.</summary>
internal abstract record ChainNamed(string Name)
{
    /// <summary>Its name in C#.</summary>
    public string Called { get; init; } = Name;
}

internal sealed record ChainEnum(string Name, bool IsNamed, string Underlying, IReadOnlyList<ChainEnumMember> Members) : ChainNamed(Name);

internal sealed record ChainRecord(string Name, IReadOnlyList<ChainField> Fields) : ChainNamed(Name);

/// <summary>The parameters of a task at one time, and the types they are made of.</summary>
internal sealed record ChainShape(IReadOnlyList<ChainField> Parameters, IReadOnlyList<ChainRecord> Records, IReadOnlyList<ChainEnum> Enums)
{
    public ChainRecord Record(string name) => Records.Single(type => type.Name == name);

    public ChainEnum Enum(string name) => Enums.Single(type => type.Name == name);
}

/// <summary>A value of an enum: one of its members, or another number.</summary>
internal sealed record EnumValue(int? Id, decimal Number);

/// <summary>A value of a record, by the numbers of its fields.</summary>
internal sealed record RecordValue(IReadOnlyDictionary<int, object?> Fields);

internal sealed record ListValue(IReadOnlyList<object?> Elements);

internal sealed record MapValue(IReadOnlyList<(object Key, object? Value)> Entries);

/// <summary>A task, as its author has it at one time.</summary>
/// <param name="Space">Its namespace, and the start of its stored name.</param>
/// <param name="Name">Its stored name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Shape">Its parameters.</param>
internal sealed record ChainTask(string Space, string Name, int Version, ChainShape Shape)
{
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The versions that have an <c>Upgrade</c>.</summary>
    public IReadOnlyList<int> Upgrades { get; init; } = [];

    /// <summary>What the latest build of each version had.</summary>
    public IReadOnlyDictionary<int, ChainShape> Shipped { get; init; } = new Dictionary<int, ChainShape>();

    /// <summary>Every build that enqueued jobs.</summary>
    public IReadOnlyList<ChainBuild> Builds { get; init; } = [];
}

/// <summary>A build that enqueued jobs.</summary>
/// <param name="Name">The stored name of the task.</param>
/// <param name="Version">Its version.</param>
/// <param name="Shape">Its parameters.</param>
/// <param name="IsTakenOver">Whether it had another task, whose name the task has taken over since.</param>
internal sealed record ChainBuild(string Name, int Version, ChainShape Shape, bool IsTakenOver = false);
