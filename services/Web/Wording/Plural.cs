namespace CommunityGrains.Web.Wording;

/// <summary>A noun in the forms that stand beside a number. Russian: 1 сообщество, 2 сообщества, 5 сообществ.
/// English has one and many; <c>Few</c> repeats many there.</summary>
public sealed record Plural(string One, string Few, string Many)
{
    public static Plural English(string one, string many) => new(one, many, many);

    /// <summary>The form for this count, by the rules of the language (Unicode CLDR: one, few,
    /// many).</summary>
    public string For(Language language, long count)
    {
        var number = Math.Abs(count);
        if (language == Language.English) return number == 1 ? One : Many;
        var (ten, hundred) = (number % 10, number % 100);
        if (ten == 1 && hundred != 11) return One;
        return ten is >= 2 and <= 4 && hundred is not (>= 12 and <= 14) ? Few : Many;
    }
}
