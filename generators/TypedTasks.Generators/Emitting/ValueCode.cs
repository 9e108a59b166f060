using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the code that writes and reads the values in one generated class. Collections become private methods of that class.</summary>
internal sealed class ValueCode(IEnumerable<TypeShape> types, NameScope members)
{
    private readonly Dictionary<string, TypeShape> types = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> writers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> readers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> tables = new(StringComparer.Ordinal);

    /// <summary>Statements that write a value.</summary>
    /// <param name="code">Takes the statements.</param>
    /// <param name="use">The value's type.</param>
    /// <param name="value">The value in C#: a local, or a member of one.</param>
    /// <param name="locals">The names in use in the method.</param>
    /// <param name="writer">The payload writer.</param>
    public void Write(CodeWriter code, TypeUse use, string value, NameScope locals, string writer)
    {
        if (!use.IsNullable)
        {
            code.Line(WriteCall(use, value, writer) + ";");
            return;
        }

        var isLocal = value.IndexOf('.') < 0;
        var inner = isLocal ? (IsValueType(use) ? value + ".Value" : value) : locals.Take(NameScope.CamelCase(value.Substring(value.LastIndexOf('.') + 1).TrimStart('@')));
        code.Line(isLocal ? $"if ({value} is null) {writer}.WriteNull();" : $"if ({value} is not {{ }} {inner}) {writer}.WriteNull();");
        code.Line($"else {WriteCall(use, inner, writer)};");
    }

    /// <summary>Statements that write a member's name and its value.</summary>
    /// <param name="code">Takes the statements.</param>
    /// <param name="name">The name in JSON.</param>
    /// <param name="use">The value's type.</param>
    /// <param name="value">The value in C#: a local, or a member of one.</param>
    /// <param name="locals">The names in use in the method.</param>
    /// <param name="writer">The payload writer.</param>
    public void WriteMember(CodeWriter code, string name, TypeUse use, string value, NameScope locals, string writer)
    {
        var isPlain = name.All(character => character is >= ' ' and <= '~' and not ('"' or '\\'));
        var literal = CSharpNames.Literal(isPlain ? $"\"{name}\":" : name);
        if (isPlain && !use.IsNullable && Scalar(use) is { } call)
        {
            code.Line($"{writer}.{call.Method}({literal}u8, {call.Cast}{value});");
            return;
        }

        code.Line(isPlain ? $"{writer}.Name({literal}u8);" : $"{writer}.UnusualName({literal});");
        Write(code, use, value, locals, writer);
    }

    /// <summary>An expression that reads a value.</summary>
    public string Read(TypeUse use, string reader)
    {
        var read = use.Context is { } context ? $"{reader}.ReadWith<{FileHeader.Short(use.Type)}>({context}.Default)" : types[use.Type] switch
        {
            ScalarShape scalar => $"{reader}.Read{scalar.Kind}()",
            EnumShape @enum when @enum.IsNamed || use.IsNamed => $"{reader}.ReadEnumName<{FileHeader.Short(@enum.Name)}>({Table(@enum)})",
            EnumShape @enum => $"({FileHeader.Short(@enum.Name)}){reader}.Read{@enum.Underlying}()",
            ObjectShape @object => $"{GeneratedNames.Payload(@object.Name)}.Read(ref {reader})",
            var collection => $"{MethodOf(readers, "Read", collection.Name)}(ref {reader})",
        };
        return use.IsNullable ? $"{reader}.IsNull() ? {Null(use)} : {read}" : read;
    }

    // To some structs null converts, by way of a class that they convert from: Memory<byte> of byte[], or Money of string.
    private string Null(TypeUse use) => use.Context is not null
        ? use.IsForeignValueType ? $"default({Declared(use)})" : "null"
        : types[use.Type] is ObjectShape { IsValueType: true } or ScalarShape { Kind: ScalarKind.Memory or ScalarKind.ReadOnlyMemory } or CollectionShape { Kind: CollectionKind.Memory or CollectionKind.ReadOnlyMemory } ? $"default({Declared(use)})" : "null";

    /// <summary>A type as it is declared for a local or parameter.</summary>
    public static string Declared(TypeUse use) => FileHeader.Short(use.Type) + (use.IsNullable ? "?" : "");

    /// <summary>The methods of collections that the code so far calls, and those they call, and the tables of the enums in them.</summary>
    public void Methods(CodeWriter code)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        while (writers.Concat(readers).FirstOrDefault(pair => !done.Contains(pair.Value)) is { Value: { } method } next)
        {
            done.Add(method);
            code.Line();
            var isWriter = writers.TryGetValue(next.Key, out var writerName) && writerName == method;
            if (isWriter) WriteMethod(code, types[next.Key], method);
            else ReadMethod(code, types[next.Key], method);
        }

        foreach (var table in tables) EmitTable(code, (EnumShape)types[table.Key], table.Value);
    }

    private bool IsValueType(TypeUse use) => use.Context is null ? types[use.Type].IsValueType : use.IsForeignValueType;

    private string WriteCall(TypeUse use, string value, string writer) => use.Context is { } context ? $"{writer}.WriteWith<{FileHeader.Short(use.Type)}>({value}, {context}.Default)" : types[use.Type] switch
    {
        ScalarShape or EnumShape when Scalar(use) is { } call => $"{writer}.{call.Method}({call.Cast}{value})",
        ScalarShape document => $"{writer}.{Method(document.Kind)}({value})",
        EnumShape @enum => $"{writer}.WriteEnumName({value}{Table(@enum, ", ")})",
        ObjectShape @object => $"{GeneratedNames.Payload(@object.Name)}.Write({writer}, {value})",
        CollectionShape { IsInterface: false, Kind: CollectionKind.List or CollectionKind.Array } integers when IsInteger(integers.Element) => $"{writer}.WriteIntegers({value})",
        var collection => $"{MethodOf(writers, "Write", collection.Name)}({writer}, {value})",
    };

    // What is written by a method that takes a member's name too.
    private (string Method, string Cast)? Scalar(TypeUse use) => use.Context is not null ? null : types[use.Type] switch
    {
        ScalarShape { Kind: not (ScalarKind.JsonElement or ScalarKind.JsonNode or ScalarKind.JsonObject or ScalarKind.JsonArray) } scalar => (Method(scalar.Kind), ""),
        EnumShape @enum when !@enum.IsNamed && !use.IsNamed => (Method(@enum.Underlying), $"({KeywordOf(@enum.Underlying)})"),
        _ => null,
    };

    private string MethodOf(SortedDictionary<string, string> methods, string verb, string type)
    {
        if (methods.TryGetValue(type, out var name)) return name;
        return methods[type] = members.Take(verb + Words(type));
    }

    // The argument with the names of an enum whose values have names of their own in JSON.
    private string Table(TypeShape type, string before = "")
    {
        if (type is not EnumShape { Given.Count: > 0 }) return "";
        if (!tables.TryGetValue(type.Name, out var table)) table = tables[type.Name] = members.Take(Words(type.Name) + "Names");
        return before + table;
    }

    private static void EmitTable(CodeWriter code, EnumShape type, string table)
    {
        var given = type.Given.Select(value => $"({CSharpNames.Literal(value.Name)}, {CSharpNames.Literal(value.JsonName)})");
        code.Line();
        code.Line($"private static readonly EnumNames<{FileHeader.Short(type.Name)}> {table} = new({string.Join(", ", given)});");
    }

    private void WriteMethod(CodeWriter code, TypeShape shape, string method)
    {
        var declared = FileHeader.Short(shape.Name);
        code.Open($"private static void {method}(PayloadWriter writer, {declared} items)");
        if (CollectionCode.CheckValue(shape, declared) is { } check) code.Line(check);
        var locals = new NameScope(["writer", "items", "item", "i"]);
        if (shape is DictionaryShape dictionary) WriteEntries(code, dictionary, locals);
        else WriteElements(code, (CollectionShape)shape, locals);
        code.Close();
    }

    private void WriteElements(CodeWriter code, CollectionShape shape, NameScope locals)
    {
        if (CollectionCode.CheckComparer(shape) is { } check) code.Line(check);
        code.Line("writer.BeginArray();");
        OpenLoop(code, shape.Kind);
        Write(code, shape.Element, "item", locals, "writer");
        code.Close();
        code.Line();
        code.Line("writer.EndArray();");
    }

    private static void OpenLoop(CodeWriter code, CollectionKind kind)
    {
        if (kind is not (CollectionKind.Memory or CollectionKind.ReadOnlyMemory))
        {
            code.Open("foreach (var item in items)");
            return;
        }

        code.Open("for (var i = 0; i < items.Length; i++)"); // foreach over a span needs C# 13 from .NET 10 on
        code.Line("var item = items.Span[i];");
    }

    private void WriteEntries(CodeWriter code, DictionaryShape shape, NameScope locals)
    {
        code.Line(CollectionCode.CheckComparer(shape));
        code.Line("writer.BeginObject();");
        code.Open("foreach (var item in items)");
        code.Line($"writer.{CollectionCode.WriteKey(types[shape.Key.Type])}(item.Key{Table(types[shape.Key.Type], ", ")});");
        Write(code, shape.Value, "item.Value", locals, "writer");
        code.Close();
        code.Line();
        code.Line("writer.EndObject();");
    }

    private void ReadMethod(CodeWriter code, TypeShape shape, string method)
    {
        code.Open($"private static {FileHeader.Short(shape.Name)} {method}(ref PayloadReader reader)");
        if (shape is DictionaryShape dictionary) ReadEntries(code, dictionary);
        else ReadElements(code, (CollectionShape)shape);
        code.Close();
    }

    private void ReadElements(CodeWriter code, CollectionShape shape)
    {
        code.Line("reader.BeginArray();");
        code.Line($"var items = {CollectionCode.New(shape.Kind, Declared(shape.Element), IsNumber(shape.Element) ? "reader.CountNumbers()" : "")};");
        var isFilled = shape.Kind is (CollectionKind.List or CollectionKind.Array) && IsInteger(shape.Element);
        code.Line($"{(isFilled ? "if (!reader.TryReadIntegers(items)) " : "")}while (reader.NextElement()) items.{CollectionCode.Add(shape.Kind)}({Read(shape.Element, "reader")});");
        code.Line($"return {CollectionCode.Finished(shape.Kind)};");
    }

    private bool IsInteger(TypeUse use) => !use.IsNullable && IsNumber(use) && ((ScalarShape)types[use.Type]).Kind <= ScalarKind.UInt64;

    private bool IsNumber(TypeUse use) => use.Context is null && types[use.Type] is ScalarShape { Kind: >= ScalarKind.SByte and <= ScalarKind.Decimal };

    private void ReadEntries(CodeWriter code, DictionaryShape shape)
    {
        code.Line("reader.BeginObject();");
        code.Line($"var items = {CollectionCode.New(shape.Kind, $"{Declared(shape.Key)}, {Declared(shape.Value)}")};");
        code.Open("while (reader.NextMember())");
        code.Line($"var key = reader.{CollectionCode.ReadKey(types[shape.Key.Type], Table(types[shape.Key.Type]))};");
        code.Line($"if (!items.TryAdd(key, {Read(shape.Value, "reader")})) throw reader.Repeated(key);");
        code.Close();
        code.Line();
        code.Line($"return {CollectionCode.Finished(shape.Kind)};");
    }

    // A method for each type: with overloads the compiler would look at all of them at every call.
    private static string Method(ScalarKind kind) => "Write" + (kind is ScalarKind.SByte or ScalarKind.Byte or ScalarKind.Int16 or ScalarKind.UInt16 ? ScalarKind.Int32 : kind);

    private static string KeywordOf(ScalarKind kind) => kind switch
    {
        ScalarKind.SByte => "sbyte",
        ScalarKind.Byte => "byte",
        ScalarKind.Int16 => "short",
        ScalarKind.UInt16 => "ushort",
        ScalarKind.UInt32 => "uint",
        ScalarKind.Int64 => "long",
        ScalarKind.UInt64 => "ulong",
        _ => "int",
    };

    // List<global::Shop.Line?> becomes ListOfNullableLine.
    private static string Words(string type)
    {
        if (type.EndsWith("?", StringComparison.Ordinal)) return "Nullable" + Words(type.Substring(0, type.Length - 1));
        if (type.EndsWith("[]", StringComparison.Ordinal)) return "ArrayOf" + Words(type.Substring(0, type.Length - 2));
        var open = type.IndexOf('<');
        var name = open < 0 ? type : type.Substring(0, open);
        var last = name.Substring(name.LastIndexOfAny(['.', ':']) + 1).TrimStart('@');
        var isInterface = open >= 0 && last.Length > 1 && last[0] == 'I' && char.IsUpper(last[1]);
        var word = isInterface ? last.Substring(1) : char.ToUpperInvariant(last[0]) + last.Substring(1);
        return open < 0 ? word : word + "Of" + string.Concat(Arguments(type.Substring(open + 1, type.LastIndexOf('>') - open - 1)).Select(Words));
    }

    private static IEnumerable<string> Arguments(string list)
    {
        var depth = 0;
        var start = 0;
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] == '<') depth++;
            if (list[i] == '>') depth--;
            if (list[i] != ',' || depth > 0) continue;
            yield return list.Substring(start, i - start).Trim();
            start = i + 1;
        }

        yield return list.Substring(start).Trim();
    }
}
