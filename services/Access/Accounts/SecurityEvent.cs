namespace CommunityGrains.Access.Accounts;

/// <summary>What is on record of how people sign in and what they do with their accounts. The numbers are the
/// ids of the lines in the journal; they never change.</summary>
public enum SecurityEvent
{
    SignedIn = 1100,

    /// <summary>The password of a known account was wrong, or the account is closed.</summary>
    PasswordRefused = 1101,

    /// <summary>An address that is nobody's.</summary>
    LoginUnknown = 1102,

    /// <summary>Told to wait: too many tries.</summary>
    TryThrottled = 1103,

    FactorPassed = 1110,
    FactorRefused = 1111,
    RecoveryCodeUsed = 1112,
    FactorTurnedOn = 1113,
    FactorTurnedOff = 1114,

    PasswordChanged = 1120,

    /// <summary>Who was asked for his present password did not know it.</summary>
    PresentPasswordRefused = 1121,

    SessionEnded = 1122,

    /// <summary>All sessions of an account, or all but one.</summary>
    SessionsEnded = 1123,

    AccountMade = 1124,
    AccountClosed = 1125,

    /// <summary>What could tell whose an account was is destroyed.</summary>
    AccountForgotten = 1126,

    TokenMade = 1130,
    TokenRevoked = 1131,

    /// <summary>A program showed a token that does not hold.</summary>
    TokenRefused = 1132,

    /// <summary>Tied to a subject of the external issuer.</summary>
    IssuerTied = 1133,

    IssuerUntied = 1134,

    InvitationMade = 1140,
    InvitationAccepted = 1141,

    /// <summary>Somebody opened a link that works no more, or never did.</summary>
    InvitationGone = 1142,

    /// <summary>Somebody who is signed in asked for what is not his.</summary>
    RequestDenied = 1150,

    /// <summary>An asker was refused because he asks too much.</summary>
    RequestsLimited = 1151,
}

public static class SecurityEvents
{
    /// <summary>Whether somebody was sent away: worth a second look, and a warning in the journal.</summary>
    public static bool IsRefusal(this SecurityEvent what) => what
        is SecurityEvent.PasswordRefused or SecurityEvent.LoginUnknown or SecurityEvent.TryThrottled
        or SecurityEvent.FactorRefused or SecurityEvent.PresentPasswordRefused or SecurityEvent.TokenRefused
        or SecurityEvent.InvitationGone or SecurityEvent.RequestDenied or SecurityEvent.RequestsLimited;
}
