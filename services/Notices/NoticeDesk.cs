using System.Globalization;
using CommunityGrains.Domain;

namespace CommunityGrains.Notices;

/// <summary>Where other parts of the program tell somebody what no event tells.</summary>
public sealed class NoticeDesk(NoticeBook book)
{
    /// <summary>A file that this account sent has been taken in; told again with the same
    /// <paramref name="import"/> it is told once.</summary>
    public Task ImportFinishedAsync(
        AccountId account, string region, Guid import, RowCounts rows, CancellationToken cancel) => AddAsync(
            account, region, import, $"import/{import}", Happenings.ImportFinished, rows.ToString(), cancel);

    /// <summary>A file that this account sent could not be taken in; told once, however often it was
    /// tried. Why, stands on the page of the import.</summary>
    public Task ImportFailedAsync(
        AccountId account, string region, Guid import, CancellationToken cancel) => AddAsync(
            account, region, import, $"import/{import}/failed", Happenings.ImportFailed, "", cancel);

    private Task AddAsync(
        AccountId account, string region, Guid import, string occasion, string what, string about,
        CancellationToken cancel) => book.AddAsync(
            [
                new NewNotice(
                    account, region, occasion, NoticeKind.ImportFinished, what, "import", import, about),
            ],
            cancel);
}

/// <summary>How many rows a file had, and how many of them were refused; as a notice keeps them.</summary>
public sealed record RowCounts(int Rows, int Refused)
{
    /// <summary>The counts of a notice; a number alone says that nothing was refused.</summary>
    public static RowCounts? Read(string text)
    {
        var parts = text.Split('/');
        return Number(parts[0]) is { } rows && Number(parts.ElementAtOrDefault(1) ?? "0") is { } refused
            ? new RowCounts(rows, refused)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rows}/{Refused}");

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
