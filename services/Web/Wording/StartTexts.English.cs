namespace CommunityGrains.Web.Wording;

public sealed partial record StartTexts
{
    public static readonly StartTexts English = new(
        Title: "Where to begin",
        Lead: "Five steps, and the register works. Their order matters: communities stand in "
            + "municipalities, and "
            + "leaders in communities. You can come back to any of them.",
        AllDoneLead: "All is ready. Add and renew at any time with the same files.",
        NoticeTitle: "The register is still empty",
        NoticeLead: "Begin with the list of municipalities, then import your register of communities as it "
            + "is.",
        NoticeGo: "Where to begin",
        Done: what => $"Done: {what}",
        DoneOnly: "Done",
        Partly: (some, all) => $"{some} of {all}",
        Now: "Now",
        Later: "Later",
        Load: "Import a file",
        LoadMore: "Import more",
        Template: "Template",
        Municipalities: new(
            "Municipalities", "The districts and urban okrugs that the centre works with. Their names are "
                + "enough; "
            + "kind and ОКТМО help to recognise them in your files."),
        Boundaries: new(
            "Boundaries", "A GeoJSON file with their outlines, so that the map shows what is where. It can "
                + "wait."),
        Register: new(
            "Register of communities", "Your file as it is: CSV or Excel, columns in any order. We show "
                + "how we "
            + "understood it, and ask where we did not."),
        Leaders: new(
            "Leaders", "Who stands for the communities, where the register does not say so. You verify "
                + "them here."),
        Colleagues: new(
            "Colleagues", "Invite those you work with, each with a role and with municipalities of his own."),
        Invite: "Invite",
        Accounts: Plural.English("account", "accounts"));
}
