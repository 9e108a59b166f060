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
        var code = FileHeader.Begin(type.Parts.Prepend(type.Shape).SelectMany(part => part.Warnings).Distinct().OrderBy(warning => warning, StringComparer.Ordinal));
        FileHeader.OpenPlumbing(code);
        FileHeader.MarkPlumbing(code, isObsolete: type.Parts.Prepend(type.Shape).Any(part => part.IsObsolete));
        code.Open($"internal static class {name}");

        var members = new NameScope(["Write", "Read", "WriteExact", "ReadExact"]);
        var values = new ValueCode(type.Parts, members);
        if (type.Shape.Union is { } union) UnionCode.Emit(code, type, union);
        if (type.Shape.Union is { IsAbstract: false }) code.Line();
        if (type.Shape.Union is not { IsAbstract: true }) EmitMembers(code, type.Shape, values);
        values.Methods(code);
        code.Close();
        code.Close();
        return code.ToString();
    }

    private static void EmitMembers(CodeWriter code, ObjectShape shape, ValueCode values)
    {
        EmitWrite(code, shape, values);
        code.Line();
        new ObjectReading(shape, values).Emit(code, shape.Union is null ? "Read" : "ReadExact");
    }

    private static void EmitWrite(CodeWriter code, ObjectShape shape, ValueCode values)
    {
        code.Open($"internal static void {(shape.Union is null ? "Write" : "WriteExact")}(PayloadWriter writer, {shape.Name} value)");
        if (!shape.IsValueType) code.Line(shape.IsSealed ? "writer.NotNull(value);" : $"writer.Exactly<{shape.Name}>(value);");
        code.Line("writer.BeginObject();");
        var locals = new NameScope(["writer", "value"]);
        foreach (var member in shape.Members)
        {
            values.WriteMember(code, member.JsonName, member.Use, "value." + CSharpNames.Escape(member.Name), locals, "writer");
        }

        code.Line("writer.EndObject();");
        code.Close();
    }
}
