using System.Collections.Frozen;

namespace CommunityGrains.Registry.Texts;

/// <summary>
/// Every refusal in words, for API, pages and command line alike. A test walks the codes of the domain and
/// fails on one that is missing here.
/// </summary>
public static partial class Refusals
{
    private static readonly FrozenDictionary<string, RefusalText> Table =
        new[]
            {
                RequestTexts(), AccountTexts(), PersonTexts(), CommunityTexts(), MunicipalityTexts(),
                    LeaderTexts(),
                InitiativeTexts(), SuggestionTexts(),
            }
            .SelectMany(texts => texts)
            .ToFrozenDictionary(text => text.Code);

    public static IEnumerable<RefusalText> All =>
        Table.Values.OrderBy(text => text.Code, StringComparer.Ordinal);

    /// <summary>The code's entry; null when nobody has put it in words.</summary>
    public static RefusalText? Find(string code) => Table.GetValueOrDefault(code);

    /// <summary>The code in words; the code itself when nobody has put it in words, which a test
    /// prevents.</summary>
    public static string Sentence(string code, Language language) => Find(code)?.In(language) ?? code;

    private static RefusalText Of(string code, RefusalKind kind, string russian, string english) =>
        new(code, kind, russian, english);

    private static RefusalText Field(string code, string russian, string english) =>
        new(code, RefusalKind.Field, russian, english);

    private static RefusalText State(string code, string russian, string english) =>
        new(code, RefusalKind.State, russian, english);
}
