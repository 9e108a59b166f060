using System.Globalization;
using System.Text;
using TypedTasks.Shared;

namespace TypedTasks.Generators.Model;

/// <summary>Gives the values of an enum of an older version names in C#, where their names in JSON, all that the lock file has, can't be that.</summary>
internal static class VersionEnumNames
{
    private const string Reserved = "value__"; // the field that holds the number

    public static EquatableArray<EnumName> Of(EquatableArray<EnumValue> values)
    {
        var taken = new HashSet<string>(values.Select(value => value.Name).Where(IsName), StringComparer.Ordinal) { Reserved };
        return values.Where(value => !IsName(value.Name)).Select(value => new EnumName(Unique(Words(value.Name), taken), value.Name)).ToEquatableArray();
    }

    // What C# takes besides is rare, and some of it C# does not see, so that two names would be one.
    private static bool IsName(string jsonName)
        => jsonName.Length > 0 && !char.IsDigit(jsonName[0]) && jsonName != Reserved && jsonName.All(character => char.IsLetterOrDigit(character) || character == '_');

    // in-progress becomes InProgress.
    private static string Words(string jsonName)
    {
        var name = new StringBuilder();
        var isStart = true;
        foreach (var character in jsonName)
        {
            if (char.IsLetterOrDigit(character)) name.Append(isStart ? char.ToUpperInvariant(character) : character);
            isStart = !char.IsLetterOrDigit(character);
        }

        return name.Length == 0 || char.IsDigit(name[0]) ? "_" + name : name.ToString();
    }

    private static string Unique(string wanted, HashSet<string> taken)
    {
        var name = wanted;
        for (var count = 2; !taken.Add(name); count++) name = wanted + count.ToString(CultureInfo.InvariantCulture);
        return name;
    }
}
