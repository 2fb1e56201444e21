using CommunityGrains.Access.Accounts;
using CommunityGrains.Domain;
using CommunityGrains.Notices.Making;
using CommunityGrains.Registry.Queries;
using Microsoft.Extensions.Logging;

namespace CommunityGrains.Notices.Letters;

/// <summary>
/// Sends what is due. Addresses are opened and texts are made here, at the last moment, and kept nowhere:
/// what has been answered, erased or refused meanwhile is not sent. A letter keeps its id through all tries,
/// so that one which was sent just before a program was killed is known again by whoever gets it twice.
/// </summary>
public sealed partial class Postman(
    Outbox outbox, NoticeBook book, NoticeSettings settings, AccountBook accounts, IRegistry heads,
    ILetterWriter writer, IMailTransport transport, StopLinks stops, ISiteAddress site,
    NoticeRules rules, NoticeMetrics metrics, TimeProvider clock, ILogger<Postman> logger,
    AnswerLinks answers)
{
    /// <summary>How long an answer in one press stays open.</summary>
    private static readonly TimeSpan AnswerFor = TimeSpan.FromDays(30);

    private const int InOneRoundMax = 200;

    /// <summary>What a letter needs, or why there is none to send.</summary>
    private sealed record Ready(OutgoingLetter? Letter, string? Ended)
    {
        public static Ready Not(string why) => new(null, why);
    }

    /// <summary>Why the last letter could not be sent; null when it could.</summary>
    public string? Failure { get; private set; }

    /// <summary>Gathers, and sends what is due, until nothing is or one fails: then the other side is given
    /// time.</summary>
    public async Task<int> RoundAsync(CancellationToken cancel)
    {
        await outbox.GatherAsync(cancel);
        var sent = 0;
        while (sent < InOneRoundMax && await outbox.TakeAsync(cancel) is { } letter)
        {
            try
            {
                if (await SendAsync(letter, cancel)) sent++;
                Failure = null;
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                // The kind of failure alone: its text may name an address.
                Failure = error.GetType().Name;
                LogFailure(letter.Id, letter.Tries, Failure);
                metrics.Failed();
                if (await outbox.FailedAsync(letter, cancel)) metrics.GivenUp();
                break;
            }
        }

        await outbox.TidyAsync(cancel);
        return sent;
    }

    private async Task<bool> SendAsync(TakenLetter letter, CancellationToken cancel)
    {
        var ready = letter.Account is { } account
            ? await OfAccountAsync(letter, account, cancel)
            : await QuestionAsync(letter, letter.Person!.Value, cancel);
        if (ready.Letter is null)
        {
            await outbox.EndAsync(letter.Id, ready.Ended!, cancel);
            return false;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(rules.SendingMax / 2);
        await transport.SendAsync(ready.Letter, limit.Token);
        await outbox.SentAsync(letter.Id, CancellationToken.None);
        metrics.Sent();
        return true;
    }

    private async Task<Ready> OfAccountAsync(TakenLetter letter, AccountId id, CancellationToken cancel)
    {
        if (await accounts.FindAsync(id, cancel) is not { IsClosed: false } account)
            return Ready.Not("nobody");
        var channels = await settings.ChannelsAsync(id, cancel);
        var told = (await book.OfLetterAsync(letter.Id, cancel))
            .Where(notice => channels[notice.Kind] == Channel.SiteAndMail).ToList();
        if (told.Count == 0) return Ready.Not("refused");
        var stop = stops.Make(
            new StopOrder.OfAccount(id, [.. told.Select(notice => notice.Kind).Distinct()]));
        return await WrittenAsync(letter, account.Login, stop, new LetterOrder(
            letter.Region, await settings.LanguageAsync(id, cancel), site.Address, stop,
            [.. told.Take(rules.InOneLetterMax)], Math.Max(0, told.Count - rules.InOneLetterMax), null)
        {
            Answers = told.Where(notice => notice.Kind == NoticeKind.Question)
                .Select(notice => (notice.Id, Answer: Dates.Read(notice.About) is { } askedOn
                    ? AnswerTo(letter.Region, new CommunityId(notice.Subject), account.Person, askedOn)
                    : null))
                .Where(one => one.Answer is not null).ToDictionary(one => one.Id, one => one.Answer!),
        }, cancel);
    }

    private async Task<Ready> QuestionAsync(TakenLetter letter, PersonId person, CancellationToken cancel)
    {
        if (await settings.RefusesAsync(letter.Region, person, cancel)) return Ready.Not("refused");
        var id = new CommunityId(letter.Subject);
        var found = await heads.CommunityAsync(letter.Region, id, cancel: cancel);
        if (found?.Row.Head is not { Email: { } address } head || head.Person != person
            || SealedText.IsSealed(address.Value) || Dates.Read(letter.About) is not { } askedOn)
            return Ready.Not("nobody");
        if (found.AskedOn != askedOn || found.Row.LastSignOn >= askedOn) return Ready.Not("answered");
        var stop = stops.Make(new StopOrder.OfPerson(letter.Region, person));
        return await WrittenAsync(letter, address.Value, stop, new LetterOrder(
            letter.Region, Language: null, site.Address, stop, [], 0,
            new LetterQuestion(
                id, found.Row.Entry.Name, askedOn, AnswerTo(letter.Region, id, person, askedOn))),
            cancel);
    }

    private string AnswerTo(string region, CommunityId community, PersonId whom, DateOnly askedOn) =>
        AnswerLinks.PathOf(answers.Make(region, community, whom, askedOn, clock.GetUtcNow() + AnswerFor));

    private async Task<Ready> WrittenAsync(
        TakenLetter letter, string to, string stop, LetterOrder order, CancellationToken cancel) => new(
            new OutgoingLetter(
                letter.Id, to, await writer.WriteAsync(order, cancel), site.Address,
                new Uri(site.Address, stop)),
            null);

    [LoggerMessage(1, LogLevel.Warning, "Letter {Letter} could not be sent, try {Tries}: {Error}")]
    private partial void LogFailure(Guid letter, int tries, string error);
}
