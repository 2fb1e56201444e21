namespace CommunityGrains.Domain.Communities;

/// <summary>
/// How much two records look like one community. <c>Percent</c>: 0…100; <c>Grounds</c>: codes of what it
/// rests on, for texts in two languages. Comparing is symmetric and does not allocate for names that have
/// nothing in common: an import of tens of thousands of rows compares each with all of its municipality.
/// </summary>
public sealed record Likeness(int Percent, ValueList<string> Grounds)
{
    /// <summary>From here on a manager is asked whether the two are one.</summary>
    public const int SuggestedFrom = 80;

    /// <summary>Points farther apart than this speak against one community, kilometres.</summary>
    private const double FarKilometres = 10;

    public static readonly Likeness None = new(0, []);

    public bool IsSuggested => Percent >= SuggestedFrom;

    public static Likeness Between(PlacedName left, PlacedName right)
    {
        if (left.Municipality != right.Municipality || AreOtherPlaces(left, right)) return None;
        var (percent, ground) = OfNames(left.Name, right.Name);
        if (percent == 0) return None;

        var sameAddress = left.Address.Length > 0 && left.Address == right.Address;
        var farApart = AreFarApart(left.Location, right.Location);
        ValueList<string> grounds = [ground];
        if (sameAddress)
        {
            grounds = grounds.Add("address-same");
            percent += 5;
        }

        if (farApart)
        {
            grounds = grounds.Add("far-apart");
            percent -= 15;
        }

        // Neighbours like to call their groups alike: a ТОС and an initiative group of one name are two,
        // unless they also sit at one address.
        if (left.Form is not null && right.Form is not null && left.Form != right.Form)
        {
            grounds = grounds.Add("form-differs");
            percent -= sameAddress ? 20 : 60;
        }

        return new Likeness(Math.Clamp(percent, 0, 100), grounds);
    }

    private static (int Percent, string Ground) OfNames(NameKey left, NameKey right)
    {
        if (left.Text == right.Text) return left.Text.Length == 0 ? (0, "") : (100, "name-same");
        if (!MayBeLike(left.Letters, right.Letters)) return (0, "");
        if (left.Sorted == right.Sorted) return (96, "name-word-order");

        // Two houses of one street differ in the number alone; a number that one of them leaves out may be
        // the same.
        if (left.Numbers != right.Numbers)
        {
            var oneLeavesOut = left.Numbers.Length == 0 || right.Numbers.Length == 0;
            return oneLeavesOut && Contained(left, right) ? (60, "name-contained") : (0, "");
        }

        if (Contained(left, right)) return (80, "name-contained");
        if (IsTypo(left.Text, right.Text) || IsTypo(left.Sorted, right.Sorted)) return (90, "name-typo");
        return AreAbbreviated(left.Words, right.Words) ? (85, "name-abbreviated") : (0, "");
    }

    // Two typos change at most four letters of the set; a shortened or shorter name has no letter of its own.
    private static bool MayBeLike(ulong left, ulong right) =>
        ulong.PopCount(left ^ right) <= 4 || (left & right) == left || (left & right) == right;

    private static bool IsTypo(string left, string right)
    {
        var length = Math.Min(left.Length, right.Length);
        var most = length switch { < 5 => 0, < 10 => 1, _ => 2 };
        return most > 0 && EditDistance.IsWithin(left, right, most);
    }

    // "Берез. роща": the same number of words, each the same or the beginning (three letters at least) of the
    // other, and at least one of them whole.
    private static bool AreAbbreviated(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        if (left.Count != right.Count) return false;
        var whole = 0;
        for (var i = 0; i < left.Count; i++)
        {
            if (left[i] == right[i]) whole++;
            else if (!IsBeginning(left[i], right[i]) && !IsBeginning(right[i], left[i])) return false;
        }

        return whole > 0;
    }

    private static bool IsBeginning(string shorter, string longer) =>
        shorter.Length >= 3 && longer.StartsWith(shorter, StringComparison.Ordinal);

    // All words of one name, two at least, are in the other.
    private static bool Contained(NameKey left, NameKey right)
    {
        var (fewer, more) = (left.Words, right.Words);
        if (fewer.Count > more.Count) (fewer, more) = (more, fewer);
        return fewer.Count >= 2 && fewer.Count < more.Count && fewer.All(word => more.Contains(word));
    }

    private static bool AreOtherPlaces(PlacedName left, PlacedName right) =>
        left.Settlement.Length > 0 && right.Settlement.Length > 0 && left.Settlement != right.Settlement
        && !IsTypo(left.Settlement, right.Settlement);

    // On a sphere, the parallel shortened by its latitude: good to a percent within one municipality.
    private static bool AreFarApart(GeoPoint? left, GeoPoint? right)
    {
        if (left is null || right is null) return false;
        const double KilometresPerDegree = 111.2;
        var north = (left.Latitude - right.Latitude) * KilometresPerDegree;
        var east = (left.Longitude - right.Longitude) * KilometresPerDegree
            * Math.Cos((left.Latitude + right.Latitude) / 2 * Math.PI / 180);
        return (north * north) + (east * east) > FarKilometres * FarKilometres;
    }
}
