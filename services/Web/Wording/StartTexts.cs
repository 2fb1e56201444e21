namespace CommunityGrains.Web.Wording;

/// <summary>An administrator's first day.</summary>
public sealed partial record StartTexts(
    string Title,
    string Lead,
    string AllDoneLead,
    string NoticeTitle,
    string NoticeLead,
    string NoticeGo,
    Func<string, string> Done,
    string DoneOnly,
    Func<string, string, string> Partly,
    string Now,
    string Later,
    string Load,
    string LoadMore,
    string Template,
    StartTexts.StepWords Municipalities,
    StartTexts.StepWords Boundaries,
    StartTexts.StepWords Register,
    StartTexts.StepWords Leaders,
    StartTexts.StepWords Colleagues,
    string Invite,
    Plural Accounts)
{
    public sealed record StepWords(string Title, string Lead);
}
