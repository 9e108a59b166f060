using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace TypedTasks.Shared;

/// <summary>Reads the documentation of a task method for its stub.</summary>
internal static class DocComments
{
    private static readonly TaskDocs None = new("", "", []);

    public static TaskDocs Of(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var xml = method.GetDocumentationCommentXml(cancellationToken: cancellationToken);
        if (string.IsNullOrWhiteSpace(xml)) xml = Unparsed(method, cancellationToken);
        if (string.IsNullOrWhiteSpace(xml)) return None;
        try
        {
            var docs = XElement.Parse("<docs>" + xml + "</docs>", LoadOptions.PreserveWhitespace);
            var parameters = docs.Descendants("param")
                .Select(parameter => (Name: (string?)parameter.Attribute("name") ?? "", Text: Inner(parameter)))
                .Where(parameter => parameter.Name.Length > 0 && parameter.Text.Length > 0);
            return new TaskDocs(Inner(docs.Descendants("summary").FirstOrDefault()), Inner(docs.Descendants("remarks").FirstOrDefault()), parameters.ToEquatableArray());
        }
        catch (XmlException)
        {
            // The compiler has reported the malformed comment where it stands.
            return None;
        }
    }

    // Projects that write no documentation file have their comments read as plain text, which the stub's readers want all the same.
    private static string Unparsed(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty) return "";
        var lines = method.DeclaringSyntaxReferences[0].GetSyntax(cancellationToken).GetLeadingTrivia()
            .Select(trivia => trivia.ToString())
            .Where(text => text.StartsWith("///", StringComparison.Ordinal))
            .Select(text => text.Substring(3));
        return string.Join("\n", lines);
    }

    // One line of text per line of the comment, without the indentation they share.
    private static string Inner(XElement? element)
    {
        if (element is null) return "";
        var text = string.Concat(element.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting)));
        return string.Join("\n", text.Replace("\r", "").Split('\n').Select(line => line.Trim())).Trim();
    }
}
