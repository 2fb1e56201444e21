using System.Text;
using System.Text.RegularExpressions;

namespace CommunityGrains.Registry.Imports.Columns;

/// <summary>Headers made comparable: lower case, е for ё, only letters and digits, abbreviations written
/// out.</summary>
internal static partial class HeaderText
{
    private static readonly Dictionary<string, string> Abbreviations = new()
    {
        ["кол"] = "количество",
        ["эл"] = "электронная",
        ["тел"] = "телефон",
        ["юр"] = "юридическое",
        ["юрлицо"] = "юридическое лицо",
        ["наимен"] = "наименование",
        ["муницип"] = "муниципальный",
        ["нас"] = "населенный",
        ["рег"] = "регистрационный",
        ["руковод"] = "руководителя",
    };

    // Words that say nothing about which column it is. A header may have them in excess, but no others.
    private static readonly HashSet<string> Fillers =
    [
        "тос", "сообщества", "сообществ", "общины", "территориального", "общественного", "самоуправления",
        "организации", "объединения", "по", "в", "на", "о", "об", "с", "и", "или", "для", "при", "наличии",
            "если",
        "есть", "имеется", "указать", "полное", "полностью", "уставу", "устава", "соответствии", "уставом",
            "г",
        "год", "гг", "дд", "мм", "гггг", "чел", "человек", "руб", "рублей", "ссылка", "адрес", "страницы",
            "интернет",
        "контактный", "инициативы", "проекта", "the", "of", "community", "initiative", "in", "if", "any",
            "its",
        "лидера", "председателя", "руководителя",
    ];

    /// <summary>The header's words: "Кол-во членов, чел." → количество, членов, чел.</summary>
    public static IReadOnlyList<string> Words(string header)
    {
        var text = new StringBuilder(header.Length);
        foreach (var letter in header.ToLowerInvariant()
            .Replace("кол-во", "количество", StringComparison.Ordinal)
            .Replace("e-mail", "email", StringComparison.Ordinal).Replace('ё', 'е'))
            text.Append(char.IsLetterOrDigit(letter) || letter is '№' or '#' ? letter : ' ');
        return [.. text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(word => Abbreviations.GetValueOrDefault(word, word).Split(' '))];
    }

    public static string Key(string header) => string.Join(' ', Words(header));

    /// <summary>The header without what stands in brackets: "(да/нет)".</summary>
    public static string WithoutBrackets(string header) => Brackets().Replace(header, " ");

    public static bool IsFiller(string word) => Fillers.Contains(word);

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Brackets();
}
