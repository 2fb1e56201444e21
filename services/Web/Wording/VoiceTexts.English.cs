using CommunityGrains.Domain.Suggestions;
using CommunityGrains.Registry.Queries;

namespace CommunityGrains.Web.Wording;

public sealed partial record VoiceTexts
{
    private static readonly Plural EnglishMinutes = Plural.English("minute", "minutes");

    public static readonly VoiceTexts English = new()
    {
        Links = new(
            Correct: "Suggest a correction",
            Untrue: "This is no longer true",
            Missing: "Tell of a community that is missing",
            MissingHint: "Do you know a community that the register does not have?"),
        Form = new(
            ReplyTo: "Your e-mail",
            ReplyToHint: "Only for asking back. Nobody else will see it.",
            Privacy: "Only the resource centre's staff read this. Leave out other people's phones and "
                + "addresses.",
            Optional: "optional",
            Send: "Send",
            Trap: "Leave this field empty",
            TrapFilled: "It could not be sent. Look through the text and send it again.",
            Full: "Many messages are waiting here already. Please write in a few days, or call the resource "
                + "centre.",
            Wait: minutes => "Many messages have come from your address. Send this one in "
                + $"{minutes} {EnglishMinutes.For(Language.English, minutes)}; the text stays here.",
            AddressInvalid: "This is no e-mail address. Example: anna@example.org",
            TextMissing: "Please write a few words at least."),
        Correction = new(
            Title: "Suggest a correction",
            Lead: "Say how it should read. The resource centre checks it and corrects the entry. No account "
                + "is needed.",
            Field: "What is wrong",
            FieldChoose: "Choose",
            FieldNow: (field, now) => $"{field} — now: {now}",
            FieldEmpty: field => $"{field} — empty now",
            To: "How it should read",
            HowKnown: "How you know",
            HowKnownHint: "For example: I live in the house; there is a notice"),
        Untruth = new(
            Title: "This is no longer true",
            Lead: "Say what has changed. The resource centre checks it and asks the community itself. No "
                + "account is needed.",
            What: "What has changed",
            Words: "Tell more",
            WordsHint: "Since when, and how you know",
            WhatMissing: "Choose what has changed.",
            WordsMissing: "Say what exactly has changed.",
            Kinds: Table<Untruth>("The community is no more", "Somebody else leads it", "Something else")),
        Missing = new(
            Title: "Tell of a community that is missing",
            Lead: "Say what you know. The resource centre gets to know the people and enters the community.",
            Name: "What it is called",
            Municipality: "Municipality",
            MunicipalityChoose: "Choose",
            Where: "Where it is",
            WhereHint: "Village, street, yard",
            Does: "What it does"),
        State = new(
            Title: number => $"Message {number}",
            Thanks: "Thank you! The message was sent.",
            Keep: "Keep the link to this page: it shows what becomes of the message.",
            Next: "What comes next",
            Back: "To the list of communities",
            Names: Table<SuggestionStatus>("waiting to be checked", "accepted", "declined", "out of date"),
            Leads: Table<SuggestionStatus>(
                "Somebody of the resource centre reads the message, compares it with the entry, and asks the "
                    + "community itself if need be. It takes a few days as a rule.",
                "Thank you, this helped: the message was taken up. Its text will be erased in a month.",
                "The centre has checked and left the entry as it is. The text of the message was erased.",
                "The entry was corrected before. The text of the message was erased.")),
        Moderation = new(
            Title: "Residents' messages",
            Lead: "The oldest first. Nobody but you and your colleagues sees these texts; every reading is "
                + "noted.",
            Empty: "Every message is dealt with",
            EmptyLead: "New ones appear here as soon as they are sent.",
            Statuses: "Which messages",
            Tabs: Table<SuggestionStatus>("New", "Accepted", "Declined", "Out of date"),
            Number: number => $"message No. {number}",
            From: day => $"of {day}",
            Resident: "a resident",
            Addressee: "an answer to our letter",
            MissingOne: "Not in the register",
            Now: "On record now",
            Was: "The resident saw",
            Suggested: "Suggested",
            HowKnown: "How it is known",
            Words: "Details",
            Where: "Where",
            Does: "What it does",
            ReplyTo: "E-mail for a reply",
            Nothing: "empty",
            Changed: "The field has changed since the resident saw it.",
            Setback: why => $"The decision could not be carried out: {why}",
            AcceptTitle: "Correct",
            AcceptLead: "Mend the value if you know better. The community's history will say «По сообщению "
                + "жителя» (by a resident's message).",
            AcceptReason: "What else it rests on",
            AcceptReasonHint: "For example: confirmed by a call to the chair. Name nobody: everybody sees "
                + "the history.",
            Accept: "Correct the entry",
            AskTitle: "Ask the community",
            AskLead: "The leader is sent the question: “Is this still true?”",
            Ask: "Put the question",
            ProposeTitle: "Make an entry",
            ProposeLead: "The community appears as proposed; confirm it when you have met the people.",
            Propose: "Propose the community",
            NoteTitle: "Done in another way",
            NoteLead: "For example, you have closed the entry or named another head.",
            NoteLabel: "What was done",
            Note: "Accept with a note",
            DeclineTitle: "Decline",
            DeclineLead: "The text of the message is erased at once; nobody sees it any more.",
            DeclineReason: "Why",
            Decline: "Decline and erase",
            OutdatedLead: "If the entry was corrected already, there is nothing to decide.",
            Outdated: "Out of date",
            ChangedMeanwhile: "The field has changed while you were looking. Compare and decide again.",
            DecidedTitle: "What was decided",
            CameCorrected: "The entry was corrected.",
            CameAsked: "The community was asked.",
            CameProposed: "The community was proposed.",
            CameNoted: "Done in another way.",
            OpenCommunity: "Open the community",
            DoneAccepted: "Accepted. The change appears in the entry within seconds.",
            DoneDeclined: "Declined; the text of the message was erased.",
            DoneOutdated: "Marked as out of date; the text of the message was erased."),
        Answer = new(
            Title: "Is this still true?",
            Lead: day => $"On {day} we asked whether what is on record of the community is still true. Press "
                + "one button, and that is all.",
            Privacy: "No signing in. This link answers one question and opens nothing else.",
            True: "All is true",
            Gone: "The community is no more",
            Changed: "Something has changed",
            DoneTitle: "Thank you for answering!",
            DoneTrue: "On record: all is true. There is nothing to do until the next question.",
            DoneGone: "Passed on to the resource centre: the community is no more. It will check and close "
                + "the entry.",
            DoneChanged: "Passed on to the resource centre: something has changed. If you have a minute, say "
                + "what.",
            SayWhat: "Say what has changed",
            AnsweredTitle: "It was answered already",
            AnsweredLead: "This question has its answer, thank you. If something else has changed, suggest a "
                + "correction.",
            ExpiredTitle: "This link answers no more",
            ExpiredLead: "Its time is over, or somebody else leads the community now. Changes can be told "
                + "without it.",
            Community: "Open the community's page"),
    };
}
