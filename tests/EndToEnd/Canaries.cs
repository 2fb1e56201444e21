using System.Globalization;
using System.Text;

namespace CommunityGrains.EndToEnd;

/// <summary>
/// One datum that every canary has. <c>Written</c>: as it is entered; <c>Shown</c>: as answers have it, under
/// <c>Member</c> of a person, where they have it. <c>Marks</c>: what is in it of everybody, in any spelling
/// that it could be kept in. <c>InRegister</c> and <c>InLeaders</c>: the columns that it comes in by.
/// <c>Typed</c>: the command that says it of a <c>&lt;person&gt;</c> or of a <c>&lt;leader&gt;</c>.
/// <c>InSuggestion</c>: the field of the form by which residents tell it.
/// </summary>
internal sealed record CanaryDatum(Func<int, string> Written, string[] Marks)
{
    public Func<int, string> Shown { get; init; } = Written;

    public string? Member { get; init; }

    public string? InRegister { get; init; }

    public string? InLeaders { get; init; }

    public Func<int, (string Address, string Json)>? Typed { get; init; }

    public string? InSuggestion { get; init; }
}

/// <summary>Invented people whose every datum carries a mark by which it is found wherever it lies in
/// clear. What kinds of data people have is said in <see cref="Data"/> alone: whoever adds a personal field
/// adds it there, and everything else of the specification follows.</summary>
internal static class Canaries
{
    public const int Count = 1_000, Erased = 100, Leaders = 200;

    /// <summary>Of so many leaders one is typed.</summary>
    public const int TypedEach = 5;

    public static readonly IReadOnlyList<CanaryDatum> Data =
    [
        // The middle of every word of a name, whatever its case.
        new(Name, ["анареек", "АНАРЕЕК"])
        {
            Member = "name", InRegister = "ФИО руководителя", InLeaders = "ФИО",
            Typed = number => ("leaders/<leader>/name",
                $$"""{"name": "{{Name(number)}}", "reason": "опечатка"}"""),
        },
        new(Email, ["canarybird", "CANARYBIRD"])
        {
            Member = "email", InRegister = "Эл. почта руководителя", InSuggestion = "reply-to",
            Typed = number => ("leaders/<leader>/contact",
                $$"""{"email": "{{Email(number)}}", "phone": "{{Phone(number)}}"}"""),
        },
        // As offices spell it, as it is kept, and in between.
        new(number => $"8 (999) 777-{number / 100:00}-{number % 100:00}", ["999777", "99-977-7", "9) 977",
            "9) 777", "99 777"])
        {
            Shown = Phone, Member = "phone", InRegister = "Телефон руководителя", InLeaders = "Телефон",
        },
        // What comes in by no file, and is shown on a person's own card alone.
        new(BirthDate, ["1931-07-"])
        {
            Typed = number => ("people/<person>/birth-date", $$"""{"date": "{{BirthDate(number)}}"}"""),
        },
        new(Address, ["анарееч", "АНАРЕЕЧ"])
        {
            Typed = number => ("people/<person>/address", $$"""{"address": "{{Address(number)}}"}"""),
        },
        new(Document, ["анарейка", "АНАРЕЙКА"])
        {
            Typed = number => ("people/<person>/documents", $$"""{"documents": ["{{Document(number)}}"]}"""),
        },
        // What residents write without an account, and is shown to those who decide on it.
        new(number => $"Уфа, у Канарейщикова дома, {number}", ["анарейщ", "АНАРЕЙЩ"])
        {
            InSuggestion = "to",
        },
        new(number => $"сказала соседка Канарейкина, {number}", ["анарейкин", "АНАРЕЙКИН"])
        {
            InSuggestion = "how-known",
        },
    ];

    /// <summary>What a person's card shows, and nothing else does.</summary>
    public static IEnumerable<CanaryDatum> OnCards =>
        Data.Where(datum => datum is { Member: null, Typed: not null });

    private static readonly (byte[] Bytes, string Mark)[] Patterns =
    [
        .. Data.SelectMany(datum => datum.Marks).SelectMany(mark =>
            new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode }
                .Select(encoding => (encoding.GetBytes(mark), mark))),
    ];

    public static string Surname(int number) => $"Канареек{Letters(number)}ов";

    public static string Phone(int number) => $"+7999777{number:0000}";

    public static string Community(int number) => $"ТОС «Роща {number}»";

    /// <summary>The register that names them as heads.</summary>
    public static string Register() => Csv(Count, "Муниципалитет;Наименование;Форма",
        number => $"Уфа;{Community(number)};ТОС", datum => datum.InRegister);

    /// <summary>Some of them claim to lead as well.</summary>
    public static string LeadersList() => Csv(Leaders, "Муниципалитет;Сообщество;Роль",
        number => $"Уфа;{Community(number)};председатель", datum => datum.InLeaders);

    /// <summary>Every file under the folder that has a mark in clear, with the mark.</summary>
    public static IReadOnlyList<string> FoundIn(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .SelectMany(file => FoundIn(File.ReadAllBytes(file)).Select(mark => $"{file}: {mark}")),
    ];

    public static IEnumerable<string> FoundIn(string text, string place) =>
        FoundIn(Encoding.UTF8.GetBytes(text)).Select(mark => $"{place}: {mark}");

    private static IEnumerable<string> FoundIn(byte[] bytes) => Patterns
        .Where(pattern => bytes.AsSpan().IndexOf(pattern.Bytes) >= 0).Select(pattern => pattern.Mark);

    private static string Csv(
        int count, string columns, Func<int, string> row, Func<CanaryDatum, string?> columnOf)
    {
        var data = Data.Where(datum => columnOf(datum) is not null).ToList();
        var csv = new StringBuilder().AppendJoin(';', [columns, .. data.Select(columnOf)]).Append('\n');
        for (var i = 0; i < count; i++)
            csv.AppendJoin(';', [row(i), .. data.Select(datum => datum.Written(i))]).Append('\n');
        return csv.ToString();
    }

    private static string Email(int number) => $"canarybird{number:000}@example.org";

    private static string BirthDate(int number) => $"1931-07-{(number % 28) + 1:00}";

    private static string Address(int number) => $"Уфа, Канареечная ул., {number}";

    private static string Document(int number) => $"Паспорт Канарейка {number:000}";

    private static string Name(int number) =>
        $"{Surname(number)} Канареекий{Letters(number)} Канареекович{Letters(number)}";

    // Letters alone: names of people have no digits.
    private static string Letters(int number) => string.Concat(
        number.ToString("000", CultureInfo.InvariantCulture).Select(digit => (char)('а' + (digit - '0'))));
}
