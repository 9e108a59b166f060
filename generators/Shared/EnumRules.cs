using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Reads the values of an enum and their names in JSON, and refuses names by which a value would be lost.</summary>
internal static class EnumRules
{
    private static readonly Regex Number = new("^(0|-?[1-9][0-9]*)$", RegexOptions.CultureInvariant);

    public static EnumShape? Shape(PayloadRules rules, INamedTypeSymbol type, string name, string path)
    {
        if (type.EnumUnderlyingType is null || KnownTypes.Scalar(type.EnumUnderlyingType) is not { } underlying) return null;
        var members = type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field.HasConstantValue && field.ConstantValue is IFormattable)
            .Select(field => new Member(field.Name, GivenName(field), ((IFormattable)field.ConstantValue!).ToString(null, CultureInfo.InvariantCulture))) // filtered in the line above
            .ToList();
        if ((members.Select(member => Flaw(member, type)).FirstOrDefault(flaw => flaw is not null) ?? Clash(members)) is { } flaw)
        {
            rules.Refuse(DiagnosticIds.EnumNameUnusable, path, type, flaw);
            return null;
        }

        return new EnumShape(name, underlying, JsonAttributes.IsNamed(type))
        {
            Values = members.Select(member => new EnumValue(member.JsonName, member.Number)).Distinct().OrderBy(value => value.Name, StringComparer.Ordinal).ToEquatableArray(),
            Given = members.Where(member => member.JsonName != member.Name).Select(member => new EnumName(member.Name, member.JsonName)).ToEquatableArray(),
        };
    }

    // Null without the attribute. The attribute itself may say null.
    private static string? GivenName(IFieldSymbol field)
        => field.Attribute(JsonAttributes.StringEnumMemberName) is null ? null : JsonAttributes.Argument(field, JsonAttributes.StringEnumMemberName) as string ?? "";

    // The first four are those of System.Text.Json. It writes the other ones, but not so that they are read back.
    private static string? Flaw(Member member, INamedTypeSymbol type) => member.Given switch
    {
        null => null,
        "" => $"'{member.Name}' has an empty name in JSON",
        _ when char.IsWhiteSpace(member.Given[0]) || char.IsWhiteSpace(member.Given[member.Given.Length - 1]) => $"the name of '{member.Name}' in JSON, '{member.Given}', begins or ends with white space",
        _ when member.Given.Contains(',') && type.Attribute("System.FlagsAttribute") is not null => $"the name of '{member.Name}' in JSON, '{member.Given}', has a comma, which stands between the names of [Flags]",
        _ when Utf16.HasLoneSurrogate(member.Given) => $"the name of '{member.Name}' in JSON has half of a surrogate pair",
        _ when member.Given.Contains('\0') => $"the name of '{member.Name}' in JSON has a NUL character",
        _ when Number.IsMatch(member.Given) && member.Given != member.Number => $"the name of '{member.Name}' in JSON, '{member.Given}', is the number of another value",
        _ => null,
    };

    private static string? Clash(List<Member> members)
        => members.GroupBy(member => member.JsonName, StringComparer.Ordinal).FirstOrDefault(group => group.Select(member => member.Number).Distinct().Skip(1).Any()) is { } shared
            ? $"{string.Join(" and ", shared.Select(member => $"'{member.Name}'"))} have the same name in JSON, '{shared.Key}'"
            : null;

    private sealed record Member(string Name, string? Given, string Number)
    {
        public string JsonName => Given ?? Name;
    }
}
