using CommunityGrains.Domain;
using CommunityGrains.Notices;
using CommunityGrains.Notices.Letters;
using CommunityGrains.Web.Notices;
using CommunityGrains.Web.Specs.Sample;
using CommunityGrains.Web.Wording;

namespace CommunityGrains.Web.Specs.Notices;

/// <summary>What letters say, in both languages, as plain text and as HTML.</summary>
public sealed class WritingLetters
{
    private static readonly Uri Site = new("https://registry.example.org");

    [Theory]
    [InlineData("ru", "Здравствуйте!", "1 ноября 2026", "https://registry.example.org/answer/x")]
    [InlineData("en", "Hello!", "1 November 2026", "https://registry.example.org/en/answer/x")]
    public async Task The_question_is_asked_politely_and_answered_by_one_link(
        string language, string greeting, string day, string answer)
    {
        var community = new CommunityId(Guid.NewGuid());
        var letter = await Write(language, [], new LetterQuestion(
            community, "ТОС <b>«Двор»</b>", new DateOnly(2026, 11, 1), "/answer/x"));

        letter.Plain.ShouldStartWith(greeting);
        letter.Plain.ShouldContain(answer);
        letter.Html.ShouldContain($"href=\"{answer}\"");
        letter.Html.ShouldNotContain("<b>", Case.Insensitive, "a name is no markup");
        letter.Plain.Replace('\u00A0', ' ').ShouldContain(day);
        letter.Plain.ShouldContain($"/communities/{community}");
        LinksOf(letter.Html).ShouldAllBe(link => link.StartsWith(Site.AbsoluteUri, StringComparison.Ordinal));
        letter.Html.ShouldNotContain("<img");
        letter.Subject.ShouldContain("ТОС");
    }

    [Theory]
    [InlineData("ru", "Новое в реестре: ", "/letters/stop/key")]
    [InlineData("en", "New in the register: ", "/en/letters/stop/key")]
    public async Task One_piece_of_news_is_its_own_subject_and_several_are_counted(
        string language, string subject, string stop)
    {
        var row = SampleData.Communities[0];
        var one = await Write(language, [Told("community.registered.v1", row.Id)], null);
        one.Subject.ShouldBe(subject + row.Entry.Name);
        one.Plain.ShouldContain(new Uri(Site, stop).AbsoluteUri);

        var many = await Write(
            language,
            [
                Told("community.registered.v1", row.Id),
                Told("an.event-of-tomorrow.v1", row.Id),
            ], null, more: 3);
        many.Subject.ShouldContain("5");
        many.Plain.ShouldContain(row.Entry.Name);
    }

    private static Task<LetterText> Write(
        string language, IReadOnlyList<Notice> notices, LetterQuestion? question, int more = 0) =>
        new LetterWriter(new SampleRegistry(), Language.Russian).WriteAsync(
            new LetterOrder("RU-BA", language, Site, "/letters/stop/key", notices, more, question),
            TestContext.Current.CancellationToken);

    private static Notice Told(string what, CommunityId community) => new(
        Guid.NewGuid(), new AccountId(Guid.NewGuid()), "RU-BA", "log/1", NoticeKind.News, what, "community",
        community.Value, "", null, DateTimeOffset.UnixEpoch, false);

    private static IEnumerable<string> LinksOf(string html) =>
        html.Split("href=\"").Skip(1).Select(part => part[..part.IndexOf('"', StringComparison.Ordinal)]);
}
