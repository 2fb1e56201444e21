using CommunityGrains.Access.Accounts;
using CommunityGrains.Access.Specs.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Domain.Access;
using CommunityGrains.Domain.Communities;
using CommunityGrains.Notices;
using CommunityGrains.Notices.Letters;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Access.Specs.Notices;

public sealed class SendingLettersFromAFile() : SendingLetters(Kept.InAFile);

public sealed class SendingLettersFromAServer() : SendingLetters(Kept.OnAServer);

/// <summary>When letters go, to whom, and what becomes of those that cannot.</summary>
public abstract class SendingLetters(Kept kept) : NoticeWorld(kept)
{
    private static readonly MunicipalityId Here = new(Guid.NewGuid());

    [Fact]
    public async Task What_comes_at_once_is_gathered_into_one_letter()
    {
        var manager = await GivenAManagerWithClaims(3);
        (await Post()).ShouldBe(0, "it waits for company");
        Clock.Move(Rules.Gathering);
        (await Post()).ShouldBe(1);
        (await Post()).ShouldBe(0);

        var letter = Mail.Sent.ShouldHaveSingleItem();
        letter.To.ShouldBe(manager.Login);
        letter.Text.Subject.ShouldBe("leader.claimed.v1, leader.claimed.v1, leader.claimed.v1");
        letter.Stop.AbsoluteUri.ShouldStartWith("https://registry.example.org/letters/stop/");
    }

    [Fact]
    public async Task News_of_a_list_come_once_a_day_when_asked_so()
    {
        var follower = await GivenSomebody("a@example.org", Role.Partner, new Scope.Region());
        await Lists.FollowAsync(follower.Id, Region, "сады", Rhythm.Daily, Cancel);
        await Read();
        Registry.Put("сады", await GivenACommunity(Here));
        await Read();
        Registry.Put("сады", await GivenACommunity(Here));
        await Read();

        Clock.Move(TimeSpan.FromHours(12));
        (await Post()).ShouldBe(0, "it is not morning yet");
        Clock.Move(TimeSpan.FromHours(6));
        (await Post()).ShouldBe(1);
        Mail.Sent.Single().Text.Subject.ShouldBe("community.registered.v1, community.registered.v1");
    }

    [Fact]
    public async Task A_server_that_is_away_is_tried_again_later_and_in_the_end_given_up()
    {
        await GivenAManagerWithClaims(1);
        Clock.Move(Rules.Gathering);
        Mail.IsAway = true;
        for (var tried = 1; tried <= Rules.TriesMax; tried++)
        {
            (await Post()).ShouldBe(0);
            var left = tried < Rules.TriesMax ? 1 : 0;
            (await Outbox.CountAsync(Cancel)).Waiting.ShouldBe(left, $"try {tried}");
            (await Outbox.TakeAsync(Cancel)).ShouldBeNull("not before its time");
            Clock.Move(Rules.Backoff[Math.Min(tried, Rules.Backoff.Count) - 1]);
        }

        (await Outbox.CountAsync(Cancel)).GivenUp.ShouldBe(1);
        Mail.IsAway = false;
        (await Post()).ShouldBe(0);
    }

    [Fact]
    public async Task After_a_kill_between_sending_and_noting_it_the_same_letter_goes_again_under_its_id()
    {
        await GivenAManagerWithClaims(1);
        Clock.Move(Rules.Gathering);
        await Outbox.GatherAsync(Cancel);
        var taken = (await Outbox.TakeAsync(Cancel)).ShouldNotBeNull();
        (await Post()).ShouldBe(0, "another has it in hand");
        Clock.Move(Rules.SendingMax);
        (await Post()).ShouldBe(1);
        Mail.Sent.Single().Id.ShouldBe(taken.Id);
    }

    [Fact]
    public async Task Many_postmen_send_each_letter_once()
    {
        for (var i = 0; i < 6; i++) await GivenAManagerWithClaims(1);
        Clock.Move(Rules.Gathering);
        var posts = Enumerable.Range(0, 4).Select(_ => new SaidTransport()).ToList();
        await Task.WhenAll(posts.Select(post => Task.Run(() => Post(post), Cancel)));

        var sent = posts.SelectMany(post => post.Sent).ToList();
        // Each manager is told of the claims that came after him.
        sent.Select(letter => letter.To).ShouldBeUnique();
        sent.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_link_ends_letters_of_its_kinds_and_no_other_key_does()
    {
        var manager = await GivenAManagerWithClaims(1);
        var link = Stops.Make(new StopOrder.OfAccount(manager.Id, [NoticeKind.ReviewDue]));
        var key = link[StopLinks.Path.Length..];
        Stops.Read(key[..^2] + (key[^2] == 'A' ? 'B' : 'A') + key[^1]).ShouldBeNull();
        Stops.Read(Box.Seal("another purpose", $"account {manager.Id} review-due")).ShouldBeNull();
        Stops.Read("").ShouldBeNull();

        await Stops.StopAsync(Stops.Read(key).ShouldNotBeNull(), Cancel);
        Clock.Move(Rules.Gathering);
        (await Post()).ShouldBe(0);
        var channels = await Settings.ChannelsAsync(manager.Id, Cancel);
        (channels[NoticeKind.ReviewDue], channels[NoticeKind.Question])
            .ShouldBe((Channel.Site, Channel.SiteAndMail));
    }

    [Fact]
    public async Task A_letter_that_was_gathered_is_not_sent_to_who_wants_none_any_more_or_is_gone()
    {
        var (one, other) = (await GivenAManagerWithClaims(1), await GivenAManagerWithClaims(1));
        Clock.Move(Rules.Gathering);
        await Outbox.GatherAsync(Cancel);
        await Settings.StopLettersAsync(one.Id, [NoticeKind.ReviewDue], Cancel);
        await Book.CloseAsync(other.Id, Cancel);
        (await Post()).ShouldBe(0);
        Mail.Sent.ShouldBeEmpty();
        (await Outbox.CountAsync(Cancel)).ShouldBe(new OutboxCounts(0, null, 0));
    }

    private const string AnswerPath = "/answer/";

    [Fact]
    public async Task The_question_to_a_head_has_an_answer_in_one_press_and_is_not_sent_when_answered()
    {
        var (community, head) = await GivenAQuestion();
        Registry.Community = Details(community, head, askedOn: Today);
        (await Post()).ShouldBe(1);
        var letter = Mail.Sent.Single();
        letter.To.ShouldBe("head@example.org");
        AnswerIn(letter.Text.Subject).ShouldBe((community, head.Person, Today));

        (community, head) = await GivenAQuestion();
        Registry.Community = Details(community, head, askedOn: Today, sign: Today);
        (await Post()).ShouldBe(0, "it was answered");
        (community, head) = await GivenAQuestion();
        Registry.Community = Details(community, head with { Email = null }, askedOn: Today);
        (await Post()).ShouldBe(0, "there is no address");
        (community, head) = await GivenAQuestion();
        await Stops.StopAsync(new StopOrder.OfPerson(Region, head.Person), Cancel);
        Registry.Community = Details(community, head, askedOn: Today);
        (await Post()).ShouldBe(0, "he wants none");
        (await Outbox.CountAsync(Cancel)).Waiting.ShouldBe(0);
    }

    [Fact]
    public async Task A_leaders_letter_answers_the_question_in_one_press_as_well()
    {
        var community = await GivenACommunity(Here);
        var leader = await GivenSomebody("a@example.org", Role.Leader, new Scope.Communities([community]));
        await Read();
        await Ask("community", community.Value, asked => new CommunityCommand.AskIfTrue(asked));
        await Read();
        Clock.Move(Rules.Gathering);
        (await Post()).ShouldBe(1);
        AnswerIn(Mail.Sent.Single().Text.Plain).ShouldBe((community, leader.Person, Today));
    }

    [Fact]
    public async Task Files_are_whole_letters_under_their_ids_that_only_the_owner_reads()
    {
        var folder = Directory.CreateTempSubdirectory("letters-").FullName;
        try
        {
            var files = new FolderTransport(
                new MailOptions(Path.Combine(folder, "letters"), "registry@example.org"));
            await GivenAManagerWithClaims(1);
            Clock.Move(Rules.Gathering);
            await Outbox.GatherAsync(Cancel);
            var taken = (await Outbox.TakeAsync(Cancel)).ShouldNotBeNull();
            Clock.Move(Rules.SendingMax);
            (await Post(files)).ShouldBe(1);
            var letter = new OutgoingLetter(
                taken.Id, "anna@example.org", new LetterText("Привет", "Привет, Анна", "<p>Привет</p>"),
                new SomeSite().Address, new Uri(new SomeSite().Address, "/letters/stop/x"));
            await files.SendAsync(letter, Cancel);

            var file = Directory.GetFiles(Path.Combine(folder, "letters")).ShouldHaveSingleItem();
            Path.GetFileName(file).ShouldBe($"{taken.Id}.eml");
            var text = await File.ReadAllTextAsync(file, Cancel);
            text.ShouldContain($"Message-ID: <{taken.Id}@registry.example.org>", Case.Insensitive);
            text.ShouldContain("List-Unsubscribe: <https://registry.example.org/letters/stop/x>");
            text.ShouldContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
            text.ShouldContain("multipart/alternative");
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<(CommunityId Community, Contact Head)> GivenAQuestion()
    {
        var head = new Contact(new(Guid.NewGuid()), new("~sealed"), new("~sealed"));
        await Read();
        var community = await GivenACommunity(Here, head);
        await Ask("community", community.Value, asked => new CommunityCommand.AskIfTrue(asked));
        await Read();
        return (community, head with { Email = new("head@example.org") });
    }

    private static CommunityDetails Details(
        CommunityId community, Contact head, DateOnly askedOn, DateOnly? sign = null) => new(
            SaidRegistry.Row(community, head) with { LastSignOn = sign }, [], null, [], askedOn, [], [], null,
            [], []);

    private (CommunityId, PersonId, DateOnly) AnswerIn(string text)
    {
        var token = text[(text.IndexOf(AnswerPath, StringComparison.Ordinal) + AnswerPath.Length)..];
        var link = new AnswerLinks(Box).Read(Region, token.Split(' ')[0]).ShouldNotBeNull(text);
        return (link.Community, link.Addressee, link.AskedOn);
    }
}
