using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CommunityGrains.Architecture.Tests;

/// <summary>How large a file, a function and a line may grow before they ask for a split by
/// meaning.</summary>
internal static class SizeRules
{
    public const int FileLinesMax = 350;
    public const int FunctionLinesMax = 60;
    public const int LineColumnsMax = 110;

    public static IEnumerable<string> Violations(string path, string text)
    {
        var lines = text.Split('\n');
        if (lines.Length > FileLinesMax) yield return $"{path}: {lines.Length} lines, at most {FileLinesMax}";
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].TrimEnd('\r').Length > LineColumnsMax)
                yield return $"{path}:{index + 1}: {lines[index].Length} columns, at most {LineColumnsMax}";
        }

        if (!path.EndsWith(".cs", StringComparison.Ordinal)) yield break;
        foreach (var found in LongFunctions(path, text)) yield return found;
    }

    private static IEnumerable<string> LongFunctions(string path, string text)
    {
        var root =
            CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
        foreach (var function in root.DescendantNodes().Where(node =>
            node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax))
        {
            if (IsTable(function)) continue;
            var span = function.GetLocation().GetLineSpan();
            var count = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
            if (count > FunctionLinesMax)
                yield return $"{path}:{span.StartLinePosition.Line + 1}: a function of {count} lines, at most {FunctionLinesMax}";
        }
    }

    // A table is data: the arms of a switch expression or the arguments of one construction are its rows,
    // and a long table is still one thing.
    private static bool IsTable(SyntaxNode function) =>
        function.DescendantNodes().OfType<SwitchExpressionSyntax>().Any()
        || function.ChildNodes().OfType<ArrowExpressionClauseSyntax>()
            .Any(arrow => arrow.Expression is BaseObjectCreationExpressionSyntax);
}
