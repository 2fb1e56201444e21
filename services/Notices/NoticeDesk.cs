using CommunityGrains.Domain;

namespace CommunityGrains.Notices;

/// <summary>Where other parts of the program tell somebody what no event tells.</summary>
public sealed class NoticeDesk(NoticeBook book)
{
    /// <summary>A file that this account sent has been taken in; told again with the same
    /// <paramref name="import"/> it is told once.</summary>
    public Task ImportFinishedAsync(
        AccountId account, string region, Guid import, int rows, CancellationToken cancel) =>
        book.AddAsync(
            [
                new NewNotice(
                    account, region, $"import/{import}", NoticeKind.ImportFinished, Happenings.ImportFinished,
                    "import", import, rows.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ],
            cancel);
}
