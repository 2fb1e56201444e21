using System.Collections.Immutable;
using CommunityGrains.Domain.Leaders;
using CommunityGrains.Web.Leaders;

namespace CommunityGrains.Web.Wording;

public sealed partial record ClaimTexts
{
    private static readonly Plural MembersGenitive = new("участника", "участников", "участников");

    private static readonly Plural MembersConfirmed = new("участник", "участника", "участников");

    public static readonly ClaimTexts Russian = new()
    {
        List = new(
            Title: "Лидеры",
            Lead: "Кто говорит, что ведёт сообщество, и чем это подтверждено. Знак «подтверждён» даёт "
                + "менеджер — по протоколу, словам участников и сделанным делам.",
            Form: "Отбор лидеров",
            Text: "Сообщество или имя",
            TextHint: "Слово из названия; имена находятся, если они опубликованы",
            Standing: "Состояние",
            AnyStanding: "любое",
            Waiting: "Ждут решения",
            All: "Все",
            AsOf: date => $"На {date}.",
            Empty: "Никого не нашлось",
            EmptyHint: "Снимите часть отбора или попробуйте другое слово.",
            WaitingEmpty: "Решать нечего",
            WaitingEmptyHint: "Все заявления рассмотрены. Новые появятся здесь сами.",
            Nameless: "Имя не опубликовано"),
        Raising = new(
            Link: "Я руковожу этим сообществом",
            LinkHint: "Нужна учётная запись: приглашение даёт ресурсный центр.",
            Title: "Я руковожу этим сообществом",
            TitleAnew: "Заявить снова",
            Lead: "Расскажите, кто вы в сообществе. Менеджер проверит и либо поставит знак «лидер "
                + "подтверждён», либо объяснит, чего не хватило.",
            LeadAnew: "Всё, что было приложено раньше, сохранилось. Добавьте то, чего не хватило.",
            Name: "Фамилия, имя, отчество",
            NameHint: "Как в протоколе собрания.",
            Email: "Почта",
            Phone: "Телефон",
            Private: "Имя, почту и телефон видят только те, кто работает с вашим сообществом. На открытых "
                + "страницах имя появится, лишь если вы согласитесь.",
            Role: "Кто вы в сообществе",
            RoleText: "Роль своими словами",
            RoleTextHint: "Например: председатель совета дома.",
            From: "С какого дня",
            Protocol: "Если вас избрало собрание",
            ProtocolHint: "Другое — слова участников, проведённые встречи, инициативы — добавите на "
                + "следующей странице.",
            Submit: "Подать заявление",
            SubmitAnew: "Подать снова",
            Done: "Заявление подано. Ниже — чего ещё не хватает, чтобы его подтвердили.",
            OwnTitle: "Мои заявления",
            OwnNone: "Вы пока не заявляли, что ведёте сообщество. Откройте страницу своего сообщества и "
                + "нажмите «Я руковожу этим сообществом».",
            OwnOpen: "Открыть заявление",
            Anew: "Подать снова"),
        Needs = new(
            Title: "Чего не хватает",
            Group: "протокола собрания или слов трёх участников",
            GroupMembers: count => "Не видно, что за лидером есть люди: нужен протокол собрания или слова "
                + $"ещё {count} {MembersGenitive.For(Language.Russian, count)}.",
            GroupSoFar: count =>
                $"Уже подтвердили: {count} {MembersConfirmed.For(Language.Russian, count)}.",
            Deeds: "хотя бы одного дела — предложенной инициативы, встречи за последний год или "
                + "завершённой инициативы",
            ShowDeeds: "Не видно дел: нужна предложенная инициатива, встреча за последний год или "
                + "завершённая инициатива — что-то одно.",
            Nothing: "По правилу всего достаточно. Решение — за менеджером.",
            NothingOwn: "По правилу всего достаточно: есть и люди, и дела. Решение — за менеджером."),
        Review = new(
            Title: "Проверка",
            Start: "Взять на проверку",
            StartHint: "Другие увидят, что заявлением занимаетесь вы.",
            TakeOver: "Забрать проверку себе",
            Yours: "Вы проверяете это заявление.",
            NotYours: "Это заявление подали вы, поэтому решает кто-то другой.",
            VerifyTitle: "Подтвердить",
            ProlongTitle: "Продлить подтверждение",
            Verify: "Подтвердить",
            Prolong: "Продлить",
            Facts: "На чём стоит решение",
            FactsHint: "Эти факты увидят все: по ним видно, почему лидер подтверждён.",
            Basis: "Основание",
            BasisHint: "Одной-двумя фразами: что проверили и как. Без фамилий — это увидят все.",
            Until: "До какого дня",
            UntilHint: "Не дольше двух лет; потом спросим снова.",
            RefuseTitle: "Отказать",
            RefuseReason: "Чего не хватило",
            RefuseHint: "Напишите так, чтобы человек понял, что принести в следующий раз. Без фамилий.",
            Refuse: "Отказать",
            DismissTitle: "Спор не подтвердился",
            DismissReason: "Что выяснили",
            Dismiss: "Оставить как было",
            RevokeTitle: "Отозвать",
            RevokeReason: "Почему отзываете",
            Revoke: "Отозвать"),
        Evidence = new(
            Add: "Добавить факт",
            OnRecord: "Уже есть в реестре",
            OnRecordHint: "Инициативы этого сообщества. Достаточно нажать.",
            Offer: "Приложить",
            OfferAbout: what => $"Приложить: {what}",
            His: "ведёт сам",
            Nobodys: "ведущий не указан",
            Protocol: "Протокол собрания",
            ProtocolWhat: "Номер и что решили",
            ProtocolHint: "Например: № 3, избран председатель. Фамилий не пишите.",
            Member: "Слова участника",
            MemberName: "Кто подтверждает",
            MemberNameHint: "Фамилия, имя, отчество. Сам текст не хранится, только метка, по которой один "
                + "человек не посчитается дважды.",
            MemberWhat: "Как подтвердил",
            MemberHint: "Например: подписал лист на собрании двора. Без фамилий.",
            Gathering: "Встреча, субботник, праздник",
            GatheringWhat: "Что провели",
            GatheringHint: "Дела засчитываются двенадцать месяцев.",
            Submit: "Приложить",
            Withdraw: "Убрать факт",
            WithdrawAbout: what => $"Убрать факт: {what}",
            WithdrawReason: "Почему он не годится",
            BroughtByClaimant: "приложил сам заявитель",
            BroughtByOthers: "приложили другие",
            Open: "открыть"),
        Other = new(
            Title: "Ещё",
            Dispute: "Оспорить",
            DisputeReason: "Что не так",
            DisputeHint: "Пока спор не решён, на странице будет видно, что лидер оспорен. Без фамилий.",
            DisputeSubmit: "Оспорить",
            Role: "Изменить роль",
            Contact: "Изменить почту и телефон",
            Rename: "Исправить имя",
            RenameHint: "Подтверждение относилось к прежнему имени и перестанет действовать.",
            Move: "Перенести в другое сообщество",
            MoveHint: "Подтверждение относилось к прежнему сообществу и перестанет действовать.",
            StepDown: "Больше не ведёт",
            StepDownOwn: "Я больше не веду это сообщество",
            StepDownReason: "Почему",
            StepDownSubmit: "Записать",
            Save: "Сохранить",
            Resets: "сбрасывает подтверждение"),
        Done = new Dictionary<LeaderAct, string>
        {
            [LeaderAct.GiveEvidence] = "Факт приложен.",
            [LeaderAct.WithdrawEvidence] = "Факт убран; в истории он остался.",
            [LeaderAct.StartReview] = "Заявление у вас на проверке.",
            [LeaderAct.Verify] = "Лидер подтверждён.",
            [LeaderAct.Refuse] = "В подтверждении отказано. Человек увидит причину.",
            [LeaderAct.Dispute] = "Спор записан. Решит менеджер.",
            [LeaderAct.DismissDispute] = "Спор решён: всё осталось как было.",
            [LeaderAct.Revoke] = "Подтверждение отозвано.",
            [LeaderAct.Rename] = "Имя исправлено. Подтверждать нужно заново.",
            [LeaderAct.MoveTo] = "Заявление перенесено. Подтверждать нужно заново.",
            [LeaderAct.ChangeRole] = "Роль изменена.",
            [LeaderAct.ChangeContact] = "Почта и телефон сохранены.",
            [LeaderAct.StepDown] = "Записано: больше не ведёт.",
        }.ToImmutableDictionary(),
        Worth = new Dictionary<EvidenceWorth, string>
        {
            [EvidenceWorth.Counts] = "засчитывается",
            [EvidenceWorth.Withdrawn] = "убран",
            [EvidenceWorth.Ahead] = "ещё не наступило",
            [EvidenceWorth.OfAnotherCommunity] = "о другом сообществе, не засчитывается",
            [EvidenceWorth.TooOld] = "старше года, не засчитывается",
        }.ToImmutableDictionary(),
    };
}
