using System.Globalization;
using System.Text;

namespace CommunityGrains.EndToEnd;

/// <summary>Invented people whose every datum carries a mark by which it is found wherever it lies in
/// clear.</summary>
internal static class Canaries
{
    public const int Count = 1_000, Erased = 100, Leaders = 200;

    // The middle of every word of a name, whatever its case; of e-mails; of phones in every spelling.
    private static readonly string[] Marks =
        ["анареек", "АНАРЕЕК", "canarybird", "CANARYBIRD", "999777", "99-977-7", "9) 977"];

    private static readonly (byte[] Bytes, string Mark)[] Patterns =
    [
        .. Marks.SelectMany(mark => new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode }
            .Select(encoding => (encoding.GetBytes(mark), mark))),
    ];

    public static string Surname(int number) => $"Канареек{Letters(number)}ов";

    public static string Name(int number) =>
        $"{Surname(number)} Канареекий{Letters(number)} Канареекович{Letters(number)}";

    public static string Email(int number) => $"canarybird{number:000}@example.org";

    public static string Phone(int number) => $"+7999777{number:0000}";

    public static string Community(int number) => $"ТОС «Роща {number}»";

    /// <summary>The register that names them as heads, phones spelled as offices spell them.</summary>
    public static string Register()
    {
        var csv = new StringBuilder(
            "Муниципалитет;Наименование;Форма;ФИО руководителя;Эл. почта руководителя;Телефон руководителя"
            + "\n");
        for (var i = 0; i < Count; i++)
        {
            csv.AppendLine(CultureInfo.InvariantCulture,
                $"Уфа;{Community(i)};ТОС;{Name(i)};{Email(i)};8 (999) 777-{i / 100:00}-{i % 100:00}");
        }

        return csv.ToString();
    }

    /// <summary>Some of them claim to lead as well.</summary>
    public static string LeadersList()
    {
        var csv = new StringBuilder("Муниципалитет;Сообщество;ФИО;Роль;Телефон\n");
        for (var i = 0; i < Leaders; i++)
            csv.AppendLine(CultureInfo.InvariantCulture,
                $"Уфа;{Community(i)};{Name(i)};председатель;{Phone(i)}");
        return csv.ToString();
    }

    /// <summary>Every file under the folder that has a mark in clear, with the mark.</summary>
    public static IReadOnlyList<string> FoundIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .SelectMany(file => FoundIn(File.ReadAllBytes(file)).Select(mark => $"{file}: {mark}")),
    ];

    public static IEnumerable<string> FoundIn(byte[] bytes) => Patterns
        .Where(pattern => bytes.AsSpan().IndexOf(pattern.Bytes) >= 0).Select(pattern => pattern.Mark);

    // Letters alone: names of people have no digits.
    private static string Letters(int number) => string.Concat(
        number.ToString("000", CultureInfo.InvariantCulture).Select(digit => (char)('а' + (digit - '0'))));
}
