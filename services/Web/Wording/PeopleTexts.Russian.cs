using System.Collections.Immutable;
using CommunityGrains.Domain.People;

namespace CommunityGrains.Web.Wording;

public sealed partial record PeopleTexts
{
    private static readonly Plural EarlierRecords = new("записи", "записях", "записях");

    public static readonly PeopleTexts Russian = new()
    {
        Finding = new(
            Title: "Люди",
            Lead: "Главы из реестра и все, кто заявил о лидерстве, — в пределах ваших прав. Каждый просмотр "
                + "записывается.",
            Label: "Кого найти",
            Hint: "Фамилия, имя или их начало от трёх букв, телефон или почта",
            Submit: "Найти",
            NobodyTitle: "Никого не нашлось",
            NobodyLead: "Проверьте, как пишется имя. Имена ищутся целиком или с начала, почта — только "
                + "целиком.",
            More: "Показаны не все. Уточните запрос: добавьте имя или отчество."),
        Card = new(
            Own: "Мои данные",
            OwnLead: "Всё, что хранится о вас, и на что вы согласились.",
            Nameless: "Человек без действующих записей",
            ErasedTitle: "Данные уничтожены",
            ErasedLead: day => $"Персональные данные этого человека уничтожены {day}. Прочесть их нельзя "
                + "нигде, в том числе в резервных копиях.",
            Records: "Где состоит",
            NoRecords: "Сейчас ни одна запись его не называет.",
            HeadOfRegister: "глава по реестру",
            Earlier: count =>
                $"Ещё в {count} {EarlierRecords.For(Language.Russian, count)} его данные были раньше.",
            Phone: "Телефон",
            Email: "Почта",
            Open: "Карточка",
            Invite: "Пригласить завести учётную запись",
            DataTitle: "Выписка",
            DataLead: "Всё записанное об этом человеке, по событиям, и кто это читал. Файл JSON.",
            DataGet: "Скачать данные",
            Noted: "Просмотр этой карточки записан в журнал."),
        Consent = new(
            Title: "Согласия",
            Lead: "На каждую цель — отдельно. Без согласия на публикацию имени на открытых страницах нет.",
            Never: "не давал",
            Stands: "дано",
            Given: (day, version) => $"с {day}, текст {version}",
            Withdrawn: day => $"отозвано {day}",
            Withdraw: "Отозвать",
            WithdrawOne: purpose => $"Отозвать: {purpose}",
            WithdrawRegister: "Вместе с этим согласием уйдут дата рождения, адрес и документы.",
            GiveTitle: "Записать согласие",
            Purpose: "Цель",
            TextVersion: "Версия текста согласия",
            TextVersionHint: "Как она обозначена на бланке, например 2026-03",
            GivenOn: "Когда дано",
            Give: "Записать",
            DoneGiven: "Согласие записано.",
            DoneWithdrawn: "Отзыв записан."),
        Particulars = new(
            Title: "Личные сведения",
            Lead: "Хранятся зашифрованными, видны только работникам центра. Записывайте только то, без чего "
                + "не обойтись.",
            NeedsConsent: "Сначала нужно согласие на включение в реестр.",
            BirthDate: "Дата рождения",
            Address: "Адрес",
            Documents: "Документы",
            DocumentsHint: "Каждый с новой строки: вид и номер",
            Save: "Сохранить",
            Saved: "Сведения сохранены."),
        Erasure = new(
            Title: "Уничтожить данные",
            Lead: "Имя, телефон, почта и сведения станут нечитаемыми навсегда: в реестре, в истории и в "
                + "резервных копиях. Сами записи, их число и порядок останутся.",
            Basis: "Основание",
            BasisHint: "Например: заявление от 12.03.2026 № 14. Без имени.",
            Sure: "Понимаю, что вернуть данные будет нельзя",
            SureMissing: "Подтвердите, что данные нельзя будет вернуть.",
            BasisMissing: "Укажите основание.",
            Erase: "Уничтожить",
            Done: "Данные уничтожены.",
            Act: "Скачать акт об уничтожении"),
        Purposes = ImmutableDictionary.CreateRange(new KeyValuePair<ConsentPurpose, string>[]
        {
            new(ConsentPurpose.Register, "быть в реестре центра"),
            new(ConsentPurpose.Publication, "имя на открытых страницах"),
            new(ConsentPurpose.Contact, "письма и звонки"),
            new(ConsentPurpose.Partners, "передача партнёрам"),
        }),
    };
}
