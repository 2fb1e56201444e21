using System.Collections;
using System.Globalization;
using System.Reflection;
using CommunityGrains.Access.Accounts;
using CommunityGrains.EventLog.Codec;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Specs;

/// <summary>The two catalogues of texts say the same things, and nothing is missing from either.</summary>
public sealed class TextSpecs
{
    [Fact]
    public void Every_text_is_there_in_both_languages()
    {
        var russian = Walk(Texts.Russian, "Texts").ToDictionary();
        var english = Walk(Texts.English, "Texts").ToDictionary();

        russian.Count.ShouldBeGreaterThan(400, "the walk did not reach the texts");
        english.Keys.ShouldBe(russian.Keys, ignoreOrder: true);
        russian.Concat(english).Where(text => string.IsNullOrWhiteSpace(text.Value)).ShouldBeEmpty();
    }

    [Fact]
    public void No_russian_text_is_left_in_latin_letters_and_no_english_one_in_russian()
    {
        // What both say alike: names of formats and services, abbreviations of the field.
        string[] shared =
        [
            "Texts.Shell.OtherLanguage", "Texts.Shell.Xlsx", "Texts.Shell.JsonLines", "Texts.Search.Quoted",
            "Texts.Community.ActNumber",
            "Texts.Import.Preview.Encodings[Windows1251]", "Texts.Import.Preview.Encodings[Dos866]",
            "Texts.Import.Preview.RowNumber", "Texts.Atlas.Map.Between",
        ];
        Walk(Texts.Russian, "Texts").Where(text => !shared.Contains(text.Key) && !text.Value.Any(IsCyrillic))
            .ShouldBeEmpty();
        Walk(Texts.English, "Texts")
            .Where(text =>
                !shared.Contains(text.Key) && !text.Value.Any(char.IsAsciiLetter)
                    && text.Value.Any(char.IsLetter))
            .Where(text => !text.Value.Contains("ОКТМО", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_event_has_words_in_both_languages()
    {
        foreach (var texts in new[] { Texts.Russian, Texts.English })
            texts.Events.Keys.ShouldBe(EventCatalogue.Default.Names, ignoreOrder: true,
                texts.Language.ToString());
    }

    [Fact]
    public void Everything_that_is_on_record_of_an_account_has_words_in_both_languages()
    {
        foreach (var texts in new[] { Texts.Russian, Texts.English })
            texts.Account.Events.Keys.ShouldBe(Enum.GetValues<SecurityEvent>(), ignoreOrder: true);
    }

    [Theory]
    [InlineData(0, "сообществ")]
    [InlineData(1, "сообщество")]
    [InlineData(2, "сообщества")]
    [InlineData(4, "сообщества")]
    [InlineData(5, "сообществ")]
    [InlineData(11, "сообществ")]
    [InlineData(14, "сообществ")]
    [InlineData(21, "сообщество")]
    [InlineData(22, "сообщества")]
    [InlineData(111, "сообществ")]
    [InlineData(122, "сообщества")]
    [InlineData(1001, "сообщество")]
    public void Russian_nouns_follow_their_number(int count, string noun) =>
        Texts.Russian.Counts.Communities.For(Language.Russian, count).ShouldBe(noun);

    [Theory]
    [InlineData("Алексеев Олег Фаритович", "Алексеев\u00A0О.\u00A0Ф.")]
    [InlineData("  Волкова   Анна ", "Волкова\u00A0А.")]
    [InlineData("Юсупова", "Юсупова")]
    [InlineData("Ахметов Марат Ринат оглы", "Ахметов\u00A0М.\u00A0Р.")]
    [InlineData("", "")]
    public void A_person_is_named_by_surname_and_initials(string full, string shown) =>
        Words.PublicName(new Domain.PersonName(full)).ShouldBe(shown);

    [Fact]
    public void Numbers_dates_and_money_read_as_in_the_language()
    {
        var (russian, english) = (new Words(Language.Russian), new Words(Language.English));
        russian.Number(1973).ShouldBe("1\u00A0973");
        english.Number(1973).ShouldBe("1,973");
        russian.Count(118.5m, Texts.Russian.Counts.Hours).ShouldBe("118,5\u00A0часа");
        russian.Date(new DateOnly(2025, 12, 12)).ShouldBe("12\u00A0декабря 2025");
        english.Date(new DateOnly(2025, 5, 1)).ShouldBe("1\u00A0May 2025");
        russian.Money(Domain.Money.Rubles(84000)).ShouldBe("84\u00A0000\u00A0₽");
        english.Money(Domain.Money.Rubles(84000.5m)).ShouldBe("₽84,000.5");
    }

    private static bool IsCyrillic(char letter) => letter is >= '\u0400' and <= '\u04FF';

    // Every text below a catalogue by its path; texts made of parts are made with a plain part.
    private static IEnumerable<KeyValuePair<string, string>> Walk(object? value, string path) => value switch
    {
        null => [new(path, "")],
        string text => [new(path, text)],
        Delegate make => [new(path, (string)make.DynamicInvoke(
            [.. make.Method.GetParameters().Select(parameter => Sample(parameter.ParameterType))])!)],
        Language => [],
        IDictionary table => table.Keys.Cast<object>().SelectMany(key => Walk(table[key], $"{path}[{key}]")),
        IEnumerable list => list.Cast<object>().SelectMany((item, index) => Walk(item, $"{path}[{index}]")),
        _ => value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property => Walk(property.GetValue(value), $"{path}.{property.Name}")),
    };

    private static object Sample(Type type) => type == typeof(string)
        ? "…"
        : type == typeof(int) || type == typeof(long)
            ? Convert.ChangeType(1, type, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"No sample of {type} for a text");
}
