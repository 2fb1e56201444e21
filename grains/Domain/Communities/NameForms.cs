namespace CommunityGrains.Domain.Communities;

/// <summary>How forms of communities are written inside names, in full and shortened.</summary>
internal static class NameForms
{
    // Folded as NameWords folds them; longer phrases first, so that the whole of a form is found.
    private static readonly (string[] Phrase, CommunityForm Form)[] Phrases =
    [
        .. new (string Phrase, CommunityForm Form)[]
        {
            ("тос", CommunityForm.TerritorialSelfGovernment),
            ("территориальное общественное самоуправление", CommunityForm.TerritorialSelfGovernment),
            ("территориального общественного самоуправления", CommunityForm.TerritorialSelfGovernment),
            ("орган тос", CommunityForm.TerritorialSelfGovernment),
            ("совет тос", CommunityForm.TerritorialSelfGovernment),
            ("инициативная группа", CommunityForm.InitiativeGroup),
            ("инициативная группа жителей", CommunityForm.InitiativeGroup),
            ("инициативная группа граждан", CommunityForm.InitiativeGroup),
            ("клуб", CommunityForm.InterestClub),
            ("клуб по интересам", CommunityForm.InterestClub),
            ("сетевая группа", CommunityForm.OnlineGroup),
            ("онлайн группа", CommunityForm.OnlineGroup),
            ("интернет сообщество", CommunityForm.OnlineGroup),
            ("совет мкд", CommunityForm.HouseCouncil),
            ("совет дома", CommunityForm.HouseCouncil),
            ("совет многоквартирного дома", CommunityForm.HouseCouncil),
            ("домком", CommunityForm.HouseCommittee),
            ("домовой комитет", CommunityForm.HouseCommittee),
            ("совет подъезда", CommunityForm.EntranceCouncil),
            ("совет двора", CommunityForm.YardCouncil),
            ("уличком", CommunityForm.StreetCommittee),
            ("уличный комитет", CommunityForm.StreetCommittee),
            ("совет микрорайона", CommunityForm.MicrodistrictCouncil),
            ("территориальная община", CommunityForm.TerritorialObshchina),
            ("тсж", CommunityForm.OwnersAssociation),
            ("тсн", CommunityForm.OwnersAssociation),
            ("товарищество собственников жилья", CommunityForm.OwnersAssociation),
            ("товарищество собственников недвижимости", CommunityForm.OwnersAssociation),
            ("нко", CommunityForm.LocalNgo),
            ("ано", CommunityForm.LocalNgo),
            ("некоммерческая организация", CommunityForm.LocalNgo),
            ("местная некоммерческая организация", CommunityForm.LocalNgo),
            ("автономная некоммерческая организация", CommunityForm.LocalNgo),
            ("общественная организация", CommunityForm.LocalNgo),
            ("местная общественная организация", CommunityForm.LocalNgo),
        }
        .Select(known => (NameWords.Of(known.Phrase).ToArray(), known.Form))
        .OrderByDescending(known => known.Item1.Length),
    ];

    /// <summary>The form at the beginning, or else at the end, of a name, and where it stands. A name that is
    /// nothing but a form is a name.</summary>
    public static (CommunityForm? Form, int From, int Count) Find(List<string> words)
    {
        foreach (var fromEnd in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var (phrase, form) in Phrases)
            {
                var from = fromEnd ? words.Count - phrase.Length : 0;
                if (phrase.Length < words.Count && IsAt(words, from, phrase))
                    return (form, from, phrase.Length);
            }
        }

        return (null, 0, 0);
    }

    private static bool IsAt(List<string> words, int from, string[] phrase)
    {
        for (var i = 0; i < phrase.Length; i++)
        {
            if (words[from + i] != phrase[i]) return false;
        }

        return true;
    }
}
