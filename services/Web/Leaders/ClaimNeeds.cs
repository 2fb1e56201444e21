using CommunityGrains.Domain;
using CommunityGrains.Domain.Leaders;

namespace CommunityGrains.Web.Leaders;

/// <summary>What a claim still lacks by the <see cref="VerificationRule"/>, to be said in plain words.
/// <c>Confirmations</c>: those that members have given so far. <c>Group</c> and <c>Deeds</c>: whether these
/// are lacking; any one deed would do.</summary>
public sealed record ClaimNeeds(bool Group, bool Deeds, int Confirmations)
{
    public static ClaimNeeds Of(ClaimCard card, DateOnly today)
    {
        var missing = VerificationRule.Missing(card, today);
        return new ClaimNeeds(
            missing.Contains(KebabCase.Of(EvidenceClass.Group)),
            missing.Contains(KebabCase.Of(EvidenceClass.Ideas)),
            VerificationRule.Confirmations(card, today));
    }

    public bool Nothing => !Group && !Deeds;

    /// <summary>How many more members would have to confirm, where there is no protocol.</summary>
    public int MembersLacking => Math.Max(0, VerificationRule.ConfirmationsMin - Confirmations);
}
