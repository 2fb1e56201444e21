using CommunityGrains.Access.People;
using CommunityGrains.Domain;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Access.Suggestions;

/// <summary>
/// Destroys the keys of suggestions that nobody needs any more, so that log, views and backups keep that
/// something was suggested, and not what. One that is declined or outdated is forgotten at the door, as soon
/// as that is on record; what was accepted is kept for a while, should somebody ask what it rested on. This
/// makes up for a stop in between, and for an older backup of the keys.
/// </summary>
public sealed class ForgettingSuggestions(ISuggestionsOnRecord onRecord, PersonalVault vault)
{
    /// <summary>How long an accepted one can be read.</summary>
    public const int KeptDays = 30;

    /// <summary>What stands beside a destroyed key in place of an act's number.</summary>
    public const string Act = "suggestion";

    private const int AtOnce = 500;

    /// <summary>Forgets what is due in a region on a day. How many there were.</summary>
    public async ValueTask<int> ForgetAsync(
        string region, DateOnly today, CancellationToken cancel = default)
    {
        var forgotten = 0;
        foreach (var (status, until) in ((SuggestionStatus, DateOnly)[])
        [
            (SuggestionStatus.Declined, today), (SuggestionStatus.Outdated, today),
            (SuggestionStatus.Accepted, today.AddDays(-KeptDays)),
        ])
        {
            var due = await onRecord.DecidedSuggestionsAsync(region, status, until, cancel);
            foreach (var part in due.Select(id => new PersonId(id.Value)).Chunk(AtOnce))
            {
                foreach (var (person, _) in await vault.Keys.FindAsync(region, part, cancel))
                {
                    await vault.Keys.DestroyAsync(region, person, Act, cancel);
                    forgotten++;
                }
            }
        }

        return forgotten;
    }
}
