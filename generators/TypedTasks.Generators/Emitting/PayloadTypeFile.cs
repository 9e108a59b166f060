using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the serializer of one class, record or struct.</summary>
internal static class PayloadTypeFile
{
    public static void Emit(SourceProductionContext output, PayloadType type)
    {
        var name = GeneratedNames.Payload(type.Shape.Name);
        output.AddSource(GeneratedNames.File(name, type.HasCaseTwin), Text(type, name));
    }

    private static string Text(PayloadType type, string name)
    {
        var code = FileHeader.Begin();
        FileHeader.OpenPlumbing(code);
        FileHeader.MarkPlumbing(code);
        code.Open($"internal static class {name}");

        var members = new NameScope(["Write", "Read", "WriteExact", "ReadExact"]);
        var names = type.Shape.Members.Select(member => members.Take(member.Name + "Name")).ToList();
        var values = new ValueCode(type.Parts, members);
        for (var i = 0; i < names.Count; i++)
            code.Line($"private static readonly JsonEncodedText {names[i]} = PayloadWriter.EncodeName({CSharpNames.Literal(type.Shape.Members[i].JsonName)});");
        if (names.Count > 0) code.Line();

        if (type.Shape.Union is { } union) UnionCode.Emit(code, type, union, members.Take("Discriminator"));
        if (type.Shape.Union is { IsAbstract: false }) code.Line();
        if (type.Shape.Union is not { IsAbstract: true }) EmitMembers(code, type.Shape, names, values);
        values.Methods(code);
        code.Close();
        code.Close();
        return code.ToString();
    }

    private static void EmitMembers(CodeWriter code, ObjectShape shape, List<string> names, ValueCode values)
    {
        EmitWrite(code, shape, names, values);
        code.Line();
        new ObjectReading(shape, values).Emit(code, shape.Union is null ? "Read" : "ReadExact");
    }

    private static void EmitWrite(CodeWriter code, ObjectShape shape, List<string> names, ValueCode values)
    {
        code.Open($"internal static void {(shape.Union is null ? "Write" : "WriteExact")}(PayloadWriter writer, {shape.Name} value)");
        if (!shape.IsValueType) code.Line(shape.IsSealed ? "writer.NotNull(value);" : $"writer.Exactly<{shape.Name}>(value);");
        code.Line("writer.BeginObject();");
        var locals = new NameScope(["writer", "value"]);
        for (var i = 0; i < names.Count; i++)
        {
            code.Line($"writer.Member({names[i]});");
            values.Write(code, shape.Members[i].Use, "value." + CSharpNames.Escape(shape.Members[i].Name), locals, "writer");
        }

        code.Line("writer.EndObject();");
        code.Close();
    }
}
