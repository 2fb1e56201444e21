using CommunityGrains.Domain.Communities;

namespace CommunityGrains.Registry.Views;

/// <summary>What residents call a community of a form, whatever its name says: whoever looks for the council
/// of his house writes "совет дома", and the register has "Совет МКД".</summary>
internal static class FormWords
{
    public static string? Of(CommunityForm form) => form switch
    {
        CommunityForm.TerritorialSelfGovernment => "тос",
        CommunityForm.HouseCouncil => "совет дома мкд",
        CommunityForm.HouseCommittee => "домовой комитет дома",
        CommunityForm.EntranceCouncil => "совет подъезда",
        CommunityForm.YardCouncil => "совет двора",
        CommunityForm.StreetCommittee => "уличный комитет",
        CommunityForm.MicrodistrictCouncil => "совет микрорайона",
        CommunityForm.TerritorialObshchina => "община",
        CommunityForm.OwnersAssociation => "тсж тсн",
        CommunityForm.LocalNgo => "нко",
        CommunityForm.Branch => "отделение",
        CommunityForm.InitiativeGroup => "инициативная группа",
        CommunityForm.InterestClub => "клуб кружок",
        CommunityForm.OnlineGroup => "чат онлайн",
        _ => null,
    };
}
