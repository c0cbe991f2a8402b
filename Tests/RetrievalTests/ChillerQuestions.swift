/// Questions about a chiller site with events in three groups. The truth was written by reading the questions.
let chillerQuestions = QuestionExpectation.table(
    """
    Get the work order of equipment CWC04013 for year 2017. => list; kind work_order; asset CWC04013; in 2017-01-01 2018-01-01
    I would like to check the work order distribution for the equipment labeled as CWC04013 for the year 2017. => distribution; kind work_order; asset CWC04013; in 2017-01-01 2018-01-01; by code
    Get the events of equipment CWC04009 for year 2019 and provide a summary based on the event group, such as work order event, alerts and anomaly events. => distribution; kind event; asset CWC04009; in 2019-01-01 2020-01-01; by group
    Get the daily count of the events of alert, anomaly for 2021 for equipment CWC04009. => distribution; kind event; asset CWC04009; in 2021-01-01 2022-01-01; by day; group=ALERT,ANOMALY
    Get the daily count of alert, anomaly and work order event for the May 2020 for equipment CWC04009. => distribution; kind event; asset CWC04009; in 2020-05-01 2020-06-01; by day; group=ALERT,ANOMALY,WORK_ORDER
    How many work orders did CWC04010 have in 2013? => count; kind work_order; asset CWC04010; in 2013-01-01 2014-01-01
    How many work orders were there for Chiller 6 in 2015? => count; kind work_order; asset CWC04006; in 2015-01-01 2016-01-01
    How many preventive work orders did CWC04013 have in 2016? => count; kind work_order; asset CWC04013; in 2016-01-01 2017-01-01; maintenance=preventive
    List the corrective work orders of CWC04009 in 2018. => list; kind work_order; asset CWC04009; in 2018-01-01 2019-01-01; maintenance=corrective
    How many corrective work orders were there in 2014? => count; kind work_order; in 2014-01-01 2015-01-01; maintenance=corrective
    Monthly count of work orders of CWC04010 in 2015 => distribution; kind work_order; asset CWC04010; in 2015-01-01 2016-01-01; by month
    How many work orders in 2019 by equipment? => distribution; kind work_order; in 2019-01-01 2020-01-01; by asset
    Yearly count of work orders for CWC04012 => distribution; kind work_order; asset CWC04012; by year
    How many work orders with code MT010 does CWC04013 have? => count; kind work_order; asset CWC04013; code=MT010
    How many Vibration Analysis work orders were there for CWC04014 in 2013? => count; kind work_order; asset CWC04014; in 2013-01-01 2014-01-01; code=MT013
    How many alerts did Chiller 9 have in June 2020? => count; kind event; asset CWC04009; in 2020-06-01 2020-07-01; group=ALERT
    List the anomalies of chiller 9 between May 2020 and July 2020. => list; kind event; asset CWC04009; in 2020-05-01 2020-08-01; group=ANOMALY
    Number of anomalies per month for CWC04009 in 2020 => distribution; kind event; asset CWC04009; in 2020-01-01 2021-01-01; by month; group=ANOMALY
    Which equipment had the most alerts in 2020? => distribution; kind event; in 2020-01-01 2021-01-01; by asset; group=ALERT; order most_frequent; limit 1
    Which month had the most work orders in 2018? => distribution; kind work_order; in 2018-01-01 2019-01-01; by month; order most_frequent; limit 1
    What are the top 3 failure codes of CWC04014? => distribution; asset CWC04014; by code; order most_frequent; limit 3
    What percentage of the work orders of CWC04007 were preventive? => distribution; kind work_order; asset CWC04007; by maintenance; measure records share
    Preventive versus corrective work orders for CWC04007 in 2016 => distribution; kind work_order; asset CWC04007; in 2016-01-01 2017-01-01; by maintenance
    Show the last work order of CWC04013. => list; kind work_order; asset CWC04013; order newest; limit 1
    Show the first work order of Chiller 4 in 2012 => list; kind work_order; asset CWC04704; in 2012-01-01 2013-01-01; order oldest; limit 1
    Show the last 5 work orders of CWC04013. => list; kind work_order; asset CWC04013; order newest; limit 5
    Total labor hours of work orders for CWC04009 in 2017 => count; kind work_order; asset CWC04009; in 2017-01-01 2018-01-01; measure labour_hours total
    What was the average duration of the work orders of CWC04006 in 2014? => count; kind work_order; asset CWC04006; in 2014-01-01 2015-01-01; measure duration_hours mean
    What is the longest work order of CWC04006? => list; kind work_order; asset CWC04006; order largest; limit 1; measure duration_hours maximum
    How many priority 1 work orders did CWC04010 have? => count; kind work_order; asset CWC04010; priority=1
    Work orders of CWC04010 by priority => distribution; kind work_order; asset CWC04010; by priority
    How many work orders for the compressor of CWC04012 in 2016? => count; kind work_order; asset CWC04012; in 2016-01-01 2017-01-01; category=compressor
    Work orders by component for CWC04012 in 2016 => distribution; kind work_order; asset CWC04012; in 2016-01-01 2017-01-01; by category
    How many refrigerant leak work orders were there from 2012 to 2014? => count; kind work_order; in 2012-01-01 2015-01-01; code=L001
    How many Condenser Tube Leak work orders are there? => count; kind work_order; code=L002,M014
    How many work orders did CWC04099 have in 2017? => count; kind work_order; in 2017-01-01 2018-01-01; unknown CWC04099
    List the work orders of Chiller 42 => list; kind work_order; unknown Chiller 42
    How many work orders with code MT099 are there? => count; kind work_order; unknown MT099
    What is in pump_data.csv? => find; unknown pump_data.csv
    Show work order WO16228 => list; kind work_order; record WO16228
    How many rows of event.csv are alerts? => count; kind event; group=ALERT; file tables/event.csv
    How many events per year did CWC04009 have? => distribution; kind event; asset CWC04009; by year
    Compare the number of work orders of CWC04009 and CWC04013 in 2017 => compare; kind work_order; asset CWC04009 CWC04013; in 2017-01-01 2018-01-01; by asset
    Compare the work orders of CWC04009 in 2017 and 2018 => compare; kind work_order; asset CWC04009; in 2017-01-01 2019-01-01; by year
    How many work orders since 2019? => count; kind work_order; in 2019-01-01 2026-03-04T09:00
    How many alerts between 2020-06-01 and 2020-06-15 for CWC04009? => count; kind event; asset CWC04009; in 2020-06-01 2020-06-16; group=ALERT
    In May and June of 2020, how many alerts were reported for Chiller 9? => count; kind event; asset CWC04009; in 2020-05-01 2020-07-01; group=ALERT
    How many work orders in Q3 2016 for CWC04701? => count; kind work_order; asset CWC04701; in 2016-07-01 2016-10-01
    How many work orders in the first half of 2016? => count; kind work_order; in 2016-01-01 2016-07-01
    Weekly count of alerts for CWC04009 in June 2020 => distribution; kind event; asset CWC04009; in 2020-06-01 2020-07-01; by week; group=ALERT
    How many Oil Analysis and Vibration Analysis work orders in 2015? => count; kind work_order; in 2015-01-01 2016-01-01; code=MT010,MT013
    How many Evaporator Approach High alerts for CWC04009 in June 2020? => count; kind event; asset CWC04009; in 2020-06-01 2020-07-01; code=RUL0018; group=ALERT
    I would like to predict the next work order probability for the equipment labeled as CWC04013. => distribution; kind work_order; asset CWC04013; by code; measure records share
    How many work orders did CWC04013 have in 2031? => count; kind work_order; asset CWC04013; in 2031-01-01 2032-01-01
    Assuming that the current date is 2018-01-02, can you predict the next work order for CWC04009? => distribution; kind work_order; asset CWC04009; in 1900-01-01 2018-01-02; by code; measure records share
    2031년 CWC04013 작업지시는 몇 건인가? => count; kind work_order; asset CWC04013; in 2031-01-01 2032-01-01
    2017년 설비 CWC04013의 작업지시를 보여줘. => list; kind work_order; asset CWC04013; in 2017-01-01 2018-01-01
    2013년에 CWC04010 작업지시는 몇 건이었나요? => count; kind work_order; asset CWC04010; in 2013-01-01 2014-01-01
    2015년 Chiller 6 작업지시 건수는? => count; kind work_order; asset CWC04006; in 2015-01-01 2016-01-01
    2016년 CWC04013의 예방정비 작업지시는 몇 건인가? => count; kind work_order; asset CWC04013; in 2016-01-01 2017-01-01; maintenance=preventive
    2018년 CWC04009의 사후정비 작업지시를 나열해줘. => list; kind work_order; asset CWC04009; in 2018-01-01 2019-01-01; maintenance=corrective
    2014년에 사후정비 작업지시는 모두 몇 건인가? => count; kind work_order; in 2014-01-01 2015-01-01; maintenance=corrective
    2017년 CWC04013 작업지시의 코드별 분포를 알려줘. => distribution; kind work_order; asset CWC04013; in 2017-01-01 2018-01-01; by code
    2015년 CWC04010 작업지시의 월별 건수 => distribution; kind work_order; asset CWC04010; in 2015-01-01 2016-01-01; by month
    2019년 작업지시 건수를 설비별로 알려줘. => distribution; kind work_order; in 2019-01-01 2020-01-01; by asset
    CWC04012의 연도별 작업지시 건수 => distribution; kind work_order; asset CWC04012; by year
    CWC04013에서 코드 MT010인 작업지시는 몇 건인가? => count; kind work_order; asset CWC04013; code=MT010
    2019년 설비 CWC04009의 이벤트를 이벤트 그룹별로 요약해줘. => distribution; kind event; asset CWC04009; in 2019-01-01 2020-01-01; by group
    2021년 설비 CWC04009의 알림(alert)과 이상(anomaly) 이벤트의 일별 건수를 알려줘. => distribution; kind event; asset CWC04009; in 2021-01-01 2022-01-01; by day; group=ALERT,ANOMALY
    2020년 6월 칠러 9의 경고는 몇 건인가? => count; kind event; asset CWC04009; in 2020-06-01 2020-07-01; group=ALERT
    2020년 5월부터 7월까지 9번 칠러의 이상 징후 목록 => list; kind event; asset CWC04009; in 2020-05-01 2020-08-01; group=ANOMALY
    2020년에 경고가 가장 많은 설비는? => distribution; kind event; in 2020-01-01 2021-01-01; by asset; group=ALERT; order most_frequent; limit 1
    2018년에 작업지시가 가장 많았던 달은 언제인가? => distribution; kind work_order; in 2018-01-01 2019-01-01; by month; order most_frequent; limit 1
    CWC04014에서 가장 많은 고장코드 상위 3개는? => distribution; asset CWC04014; by code; order most_frequent; limit 3
    CWC04007 작업지시 중 예방정비 비율은? => distribution; kind work_order; asset CWC04007; by maintenance; measure records share
    CWC04013의 마지막 작업지시를 보여줘 => list; kind work_order; asset CWC04013; order newest; limit 1
    칠러 4의 2012년 첫 작업지시는? => list; kind work_order; asset CWC04704; in 2012-01-01 2013-01-01; order oldest; limit 1
    CWC04013의 최근 5건 작업지시를 보여줘 => list; kind work_order; asset CWC04013; order newest; limit 5
    2017년 CWC04009 작업지시의 총 작업시간은? => count; kind work_order; asset CWC04009; in 2017-01-01 2018-01-01; measure labour_hours total
    2014년 CWC04006 작업지시의 평균 소요시간은? => count; kind work_order; asset CWC04006; in 2014-01-01 2015-01-01; measure duration_hours mean
    CWC04010의 우선순위 1 작업지시는 몇 건? => count; kind work_order; asset CWC04010; priority=1
    2016년 CWC04012 압축기 작업지시는 몇 건인가요? => count; kind work_order; asset CWC04012; in 2016-01-01 2017-01-01; category=compressor
    2016년 CWC04012 작업지시를 부품별로 집계해줘 => distribution; kind work_order; asset CWC04012; in 2016-01-01 2017-01-01; by category
    2013년 CWC04014의 진동 분석 작업지시는 몇 건인가? => count; kind work_order; asset CWC04014; in 2013-01-01 2014-01-01; code=MT013
    2017년 CWC04099의 작업지시는 몇 건인가? => count; kind work_order; in 2017-01-01 2018-01-01; unknown CWC04099
    칠러 42의 작업지시 목록을 보여줘 => list; kind work_order; unknown 칠러 42
    2020년 5월과 6월 칠러 9의 경고와 이상 이벤트 건수 => count; kind event; asset CWC04009; in 2020-05-01 2020-07-01; group=ALERT,ANOMALY
    2012년부터 2014년까지 냉매 누설 작업지시는 몇 건인가? => count; kind work_order; in 2012-01-01 2015-01-01; code=L001
    2016년 3분기 CWC04701 작업지시 건수 => count; kind work_order; asset CWC04701; in 2016-07-01 2016-10-01
    2017년과 2018년 CWC04009 작업지시를 비교해줘 => compare; kind work_order; asset CWC04009; in 2017-01-01 2019-01-01; by year
    2019년 이후 작업지시는 몇 건인가? => count; kind work_order; in 2019-01-01 2026-03-04T09:00
    2020-06-01부터 2020-06-15까지 CWC04009의 경고 건수 => count; kind event; asset CWC04009; in 2020-06-01 2020-06-16; group=ALERT
    كم عدد أوامر العمل للمعدة CWC04013 في عام 2017؟ => count; kind work_order; asset CWC04013; in 2017-01-01 2018-01-01
    اعرض أوامر العمل للمعدة CWC04009 في مايو 2020 => list; kind work_order; asset CWC04009; in 2020-05-01 2020-06-01
    كم عدد التنبيهات شهريا للمعدة CWC04009 في سنة 2020؟ => distribution; kind event; asset CWC04009; in 2020-01-01 2021-01-01; by month; group=ALERT
    اعرض أوامر العمل التصحيحية للمعدة CWC04010 من 2015 إلى 2017 => list; kind work_order; asset CWC04010; in 2015-01-01 2018-01-01; maintenance=corrective
    كم عدد أوامر العمل للمعدة CWC99999 في 2017؟ => count; kind work_order; in 2017-01-01 2018-01-01; unknown CWC99999
    """
)
