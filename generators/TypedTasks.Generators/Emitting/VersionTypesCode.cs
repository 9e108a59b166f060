using System.Globalization;
using TypedTasks.Generators.Model;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Emitting;

/// <summary>Writes the records in which the author's <c>Upgrade</c> methods take and give payloads.</summary>
internal static class VersionTypesCode
{
    public static void Emit(CodeWriter code, PayloadVersion version, bool isPublic)
    {
        var number = version.Number.ToString(CultureInfo.InvariantCulture);
        code.Line();
        code.Line($"/// <summary>The parameters of version {number}.</summary>");
        EmitRecord(code, version.Parameters, isPublic);
        if (version.Objects.Count + version.Enums.Count == 0) return;

        code.Line();
        code.Line($"/// <summary>What the parameters of version {number} are made of.</summary>");
        code.Line(FileHeader.GeneratedCode);
        code.Open($"{Accessibility(isPublic)} static class V{number}Types");
        var isFirst = true;
        foreach (var type in version.Objects)
        {
            if (!isFirst) code.Line();
            isFirst = false;
            EmitRecord(code, type, isPublic: true);
        }

        foreach (var type in version.Enums)
        {
            if (!isFirst) code.Line();
            isFirst = false;
            EmitEnum(code, type);
        }

        code.Close();
    }

    private static void EmitRecord(CodeWriter code, VersionObject type, bool isPublic)
    {
        code.Line(FileHeader.GeneratedCode);
        code.Open($"{Accessibility(isPublic)} sealed record {CSharpNames.Escape(type.SimpleName)}");
        foreach (var member in type.Shape.Members)
        {
            var required = member.Presence == MemberPresence.Required ? "required " : "";
            var initializer = member.Default is null ? "" : $" = {member.Default};";
            code.Line($"public {required}{member.Use.Type}{(member.Use.IsNullable ? "?" : "")} {CSharpNames.Escape(member.Name)} {{ get; init; }}{initializer}");
        }

        if (type.Shape.Members.Any(member => member.IsSensitive)) EmitPrintMembers(code, type);
        code.Close();
    }

    // What a record prints may end in a log.
    private static void EmitPrintMembers(CodeWriter code, VersionObject type)
    {
        code.Line();
        code.Open("private bool PrintMembers(global::System.Text.StringBuilder builder)");
        var separator = "";
        foreach (var member in type.Shape.Members)
        {
            var name = CSharpNames.Escape(member.Name);
            code.Line(member.IsSensitive
                ? $"builder.Append(\"{separator}{member.Name} = [sensitive]\");"
                : $"builder.Append(\"{separator}{member.Name} = \").Append((object?)this.{name});");
            separator = ", ";
        }

        code.Line("return true;");
        code.Close();
    }

    private static void EmitEnum(CodeWriter code, EnumShape type)
    {
        code.Line(FileHeader.GeneratedCode);
        code.Open($"public enum {type.Name.Substring(type.Name.LastIndexOf('.') + 1)} : {ScalarTypes.NameOf(type.Underlying)}");
        foreach (var value in type.Values)
        {
            var given = type.Given.FirstOrDefault(candidate => candidate.JsonName == value.Name);
            if (given is not null) code.Line($"[global::{JsonAttributes.StringEnumMemberName.Substring(0, JsonAttributes.StringEnumMemberName.Length - "Attribute".Length)}({CSharpNames.Literal(given.JsonName)})]");
            code.Line($"{CSharpNames.Escape(given?.Name ?? value.Name)} = {value.Number},");
        }

        code.Close();
    }

    private static string Accessibility(bool isPublic) => isPublic ? "public" : "internal";
}
