using System.Globalization;

namespace TypedTasks.Analyzers.Tests.Chains;

/// <summary>Makes random tasks and edits them as authors do, with and without what keeps queued jobs readable.</summary>
/// <param name="random">What decides.</param>
/// <param name="start">The number after which names and fields are counted, so that those of one build are not those of another.</param>
internal sealed class ChainEdits(Random random, int start)
{
    private static readonly string[] Scalars = [.. ChainValues.Numbers, "string", "Guid", "char", "bool"];

    private static readonly string[] Underlyings = ["sbyte", "byte", "int", "uint", "long", "ulong"];

    private int count = start;

    public ChainTask Create(string space)
    {
        var shape = new ChainShape(
            [],
            [],
            [Enum("Color", isNamed: false), Enum("Tint", isNamed: true)]);
        shape = shape with { Records = [new ChainRecord("Line", [.. Enumerable.Range(0, 2).Select(_ => Field("M", InnerType(), shape))])] };
        shape = shape with { Records = [.. shape.Records, new ChainRecord("Order", [.. Enumerable.Range(0, 3).Select(i => Field("M", i == 0 ? new ListType(new RecordType("Line"), false) : InnerType(), shape))])] };
        shape = shape with { Parameters = [.. Enumerable.Range(0, 3).Select(i => Field("p", i == 0 ? ParameterType() : InnerType(), shape))] };
        return new ChainTask(space, space + ".Work", 1, shape);
    }

    /// <summary>The task after an edit; the same one where the edit finds nothing to change.</summary>
    public ChainTask Edit(ChainTask task)
    {
        if (random.Next(12) == 0) return Rename(task);
        var shape = task.Shape;
        if (random.Next(12) == 0) return task with { Shape = RenameTypes(shape) };
        if (random.Next(4) == 0 && ForgetNames(shape) is { } forgetful) return task with { Shape = forgetful };
        return task with
        {
            Shape = random.Next(6) switch
            {
                0 or 1 => shape with { Parameters = EditFields(shape.Parameters, "p", shape) },
                2 => EditRecord(shape),
                3 or 4 => shape with { Enums = EditOne(shape.Enums, EditEnum) },
                _ => EditFieldOf(shape, random.Next(12)),
            },
        };
    }

    // One time in four an author forgets the former name.
    private ChainTask Rename(ChainTask task)
        => task with { Name = $"{task.Space}.Work{Next()}", Aliases = random.Next(4) == 0 ? task.Aliases : [.. task.Aliases, task.Name] };

    // A name that was kept for older jobs is given up.
    private static ChainShape? ForgetNames(ChainShape shape)
    {
        if (shape.Parameters.Concat(shape.Records.SelectMany(record => record.Fields)).FirstOrDefault(field => field.FormerNames.Count > 0) is not { } known) return null;
        return shape with
        {
            Parameters = [.. shape.Parameters.Select(Forget)],
            Records = [.. shape.Records.Select(record => record with { Fields = [.. record.Fields.Select(Forget)] })],
        };

        ChainField Forget(ChainField field) => field.Id == known.Id ? field with { FormerNames = [] } : field;
    }

    // A type gets another name, or that of another type.
    private ChainShape RenameTypes(ChainShape shape) => random.Next(4) switch
    {
        0 => shape with { Records = EditOne(shape.Records, type => type with { Called = type.Name + Next() }) },
        1 => shape with { Enums = EditOne(shape.Enums, type => type with { Called = type.Name + Next() }) },
        2 => shape with { Records = [.. shape.Records.Zip(shape.Records.Reverse(), (type, other) => type with { Called = other.Called })] },
        _ => shape with { Enums = [.. shape.Enums.Zip(shape.Enums.Reverse(), (type, other) => type with { Called = other.Called })] },
    };

    private ChainShape EditRecord(ChainShape shape) => shape with { Records = EditOne(shape.Records, record => record with { Fields = EditFields(record.Fields, "M", shape) }) };

    private IReadOnlyList<ChainField> EditFields(IReadOnlyList<ChainField> fields, string prefix, ChainShape shape)
    {
        switch (random.Next(6))
        {
            case 0:
                var added = Field(prefix, InnerType(), shape);
                return [.. fields, added with { Default = Default(added.Type, shape) }];
            case 1:
                return [.. fields, Field(prefix, prefix == "p" ? ParameterType() : InnerType(), shape) with { Default = null }];
            case 2 when fields.Count > 1:
                var removed = random.Next(fields.Count);
                return [.. fields.Where((_, i) => i != removed)];
            case 3: // as if it were new
                return EditOne(fields, field => field with { Name = prefix + Next() });
            case 4:
                return EditOne(fields, field => field with { Name = prefix + Next(), FormerNames = [.. field.FormerNames, field.Name] });
            default: // another value under the same name
                return EditOne(fields, field => Other(field.Type) is { } type ? field with { Id = ++count, Type = type, Default = null, IsNamed = false } : field);
        }
    }

    // A type in which no value of the other looks the same.
    private static ScalarType? Other(ChainType type) => type switch
    {
        ScalarType { Name: "bool" } => new ScalarType("int"),
        ScalarType or EnumType => new ScalarType("bool"),
        _ => null,
    };

    private ChainShape EditFieldOf(ChainShape shape, int kind)
    {
        if (random.Next(2) == 0) return shape with { Parameters = EditOne(shape.Parameters, field => Edit(field, shape, kind)) };
        return shape with { Records = EditOne(shape.Records, record => record with { Fields = EditOne(record.Fields, field => Edit(field, shape, kind, isMember: true)) }) };
    }

    private ChainField Edit(ChainField field, ChainShape shape, int kind, bool isMember = false) => (kind, field.Type) switch
    {
        (0, _) when field.Default is null => field with { Type = field.Type with { IsNullable = !field.Type.IsNullable } },
        (1 or 7 or 8, _) when field.Default is not null => field with { Default = null },
        (2, _) => field with { Default = Default(field.Type, shape) },
        (3 or 4 or 5 or 6, EnumType) when isMember && random.Next(2) == 0 => field with { IsNamed = !field.IsNamed },
        _ when field.Default is null && EditType(field.Type) is var type => field with { Type = type, IsNamed = field.IsNamed && type is EnumType },
        _ => field,
    };

    private ChainType EditType(ChainType type) => type switch
    {
        ScalarType { Name: "Guid" or "char" } => new ScalarType("string") { IsNullable = type.IsNullable },
        ScalarType { Name: var name } when ChainValues.Numbers.Contains(name)
            => random.Next(4) == 0 ? new EnumType("Color") { IsNullable = type.IsNullable } : new ScalarType(Pick(ChainValues.Numbers)) { IsNullable = type.IsNullable },
        EnumType when random.Next(2) == 0 => new EnumType(Pick("Color", "Tint")) { IsNullable = type.IsNullable },
        EnumType => new ScalarType(Pick("int", "long", "string")) { IsNullable = type.IsNullable },
        ListType list => random.Next(2) == 0 ? list with { IsSet = !list.IsSet && list.Element is not RecordType } : list with { Element = EditType(list.Element) },
        MapType map => random.Next(3) > 0 ? map with { Key = EditKey(map.Key) } : map with { Value = EditType(map.Value) },
        _ => type,
    };

    private ChainType EditKey(ChainType key) => key switch
    {
        EnumType when random.Next(2) == 0 => new EnumType(Pick("Color", "Tint")),
        EnumType => new ScalarType(Pick("string", "int")),
        ScalarType { Name: "string" } => key,
        _ => random.Next(2) == 0 ? new EnumType(Pick("Color", "Tint")) : new ScalarType(Pick("int", "long")),
    };

    private ChainEnum EditEnum(ChainEnum type)
    {
        decimal[] free = [.. Enumerable.Range(0, type.Members.Count + 1).Select(number => (decimal)number).Append(ChainValues.Fit(decimal.MaxValue, type.Underlying)).Except(type.Members.Select(member => member.Number))];
        switch (random.Next(10))
        {
            case 0:
                return type with { Members = [.. type.Members, new ChainEnumMember(++count, "E" + Next(), null, Pick(free))] };
            case 1 when type.Members.Count > 1:
                return type with { Members = [.. type.Members.Take(type.Members.Count - 1)] };
            case 2:
                return type with { Members = EditOne(type.Members, member => member with { Name = "E" + Next(), JsonName = null }) };
            case 3:
                return type with { Members = EditOne(type.Members, member => member with { Name = "E" + Next(), JsonName = member.StoredName }) };
            case 4:
                return type with { Members = EditOne(type.Members, member => member with { JsonName = "json" + Next() }) };
            case 5 when type.Members.Count > 1:
                var (first, second) = (type.Members[0], type.Members[1]);
                return type with { Members = [first with { Number = second.Number }, second with { Number = first.Number }, .. type.Members.Skip(2)] };
            case 6 or 7:
                return type with { IsNamed = !type.IsNamed };
            default:
                return type with { Underlying = Pick([.. Underlyings.Where(underlying => type.Members.All(member => ChainValues.Holds(underlying, member.Number)))]) };
        }
    }

    private ChainEnum Enum(string name, bool isNamed)
        => new(name, isNamed, Pick(Underlyings), [.. Enumerable.Range(0, 3).Select(i => new ChainEnumMember(++count, "E" + Next(), random.Next(4) == 0 ? "json" + Next() : null, i))]);

    private ChainField Field(string prefix, ChainType type, ChainShape shape)
        => new(++count, prefix + Next(), type, random.Next(3) == 0 ? Default(type, shape) : null);

    private ChainType ParameterType() => random.Next(4) switch
    {
        0 => new ListType(new RecordType("Order"), false),
        1 => new MapType(new EnumType(Pick("Color", "Tint")), new RecordType("Order")),
        _ => new RecordType("Order") { IsNullable = random.Next(3) == 0 },
    };

    private ChainType InnerType() => random.Next(8) switch
    {
        0 or 1 => new EnumType(Pick("Color", "Tint")) { IsNullable = random.Next(4) == 0 },
        2 => new ListType(new EnumType(Pick("Color", "Tint")), random.Next(2) == 0),
        3 or 4 => new MapType(random.Next(3) == 0 ? new ScalarType("int") : new EnumType(Pick("Color", "Tint")), new ScalarType(Pick(Scalars))),
        _ => new ScalarType(Pick(Scalars)) { IsNullable = random.Next(4) == 0 },
    };

    private Constant? Default(ChainType type, ChainShape shape) => type switch
    {
        { IsNullable: true } when random.Next(2) == 0 => new Constant(null),
        ScalarType { Name: not "Guid" } or EnumType => new Constant(ChainValues.Random(random, type, shape)),
        _ => null,
    };

    private IReadOnlyList<T> EditOne<T>(IReadOnlyList<T> all, Func<T, T> edit)
    {
        var index = random.Next(all.Count);
        return [.. all.Select((one, i) => i == index ? edit(one) : one)];
    }

    private T Pick<T>(params T[] all) => all[random.Next(all.Length)];

    private string Next() => (++count).ToString(CultureInfo.InvariantCulture);
}
