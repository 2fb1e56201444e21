using CommunityGrains.Domain;

namespace CommunityGrains.Web.Shell;

public sealed partial class Links
{
    /// <summary>Those who claim to lead; or those of them who wait for the viewer's decision.</summary>
    public string Leaders(bool waiting = false) =>
        With("/leaders", "waiting", waiting ? "true" : null);

    /// <summary>A claim, with what has just been done there, from its top.</summary>
    public string LeaderDone(LeaderId id, string done) => With($"/leaders/{id}", "done", done) + Top;

    public string LeaderChanges(LeaderId id) => $"{prefix}/leaders/{id}/changes";

    /// <summary>Where one says that he leads the community.</summary>
    public string Claim(CommunityId id) => $"{prefix}/communities/{id}/claim";

    /// <summary>Where an initiative of the community is proposed.</summary>
    public string Propose(CommunityId id) => $"{prefix}/communities/{id}/initiative";

    /// <summary>An initiative, with what has just been done there, from its top.</summary>
    public string InitiativeDone(InitiativeId id, string done) =>
        With($"/initiatives/{id}", "done", done) + Top;

    public string InitiativeChanges(InitiativeId id) => $"{prefix}/initiatives/{id}/changes";

    // A form's address names its own place, which browsers keep when they are led on without another.
    private const string Top = "#content";
}
