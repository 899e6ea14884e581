/* Stems still to be written: the lines of a stem go when its kernel comes. */
#include "dispatch.h"

void ml_mismatch_all_c(const ml_rows*a,const ml_queries*b,ml_span c,uint16_t*d,int64_t e){(void)a;(void)b;(void)c;(void)d;(void)e;}
void ml_mismatch_all_avx2(const ml_rows*a,const ml_queries*b,ml_span c,uint16_t*d,int64_t e){(void)a;(void)b;(void)c;(void)d;(void)e;}
void ml_mismatch_all_avx512(const ml_rows*a,const ml_queries*b,ml_span c,uint16_t*d,int64_t e){(void)a;(void)b;(void)c;(void)d;(void)e;}
void ml_mismatch_within_c(const ml_rows*a,const ml_queries*b,ml_span c,int32_t d,uint32_t*e,int64_t f){(void)a;(void)b;(void)c;(void)d;(void)e;(void)f;}
void ml_mismatch_within_avx2(const ml_rows*a,const ml_queries*b,ml_span c,int32_t d,uint32_t*e,int64_t f){(void)a;(void)b;(void)c;(void)d;(void)e;(void)f;}
void ml_mismatch_within_avx512(const ml_rows*a,const ml_queries*b,ml_span c,int32_t d,uint32_t*e,int64_t f){(void)a;(void)b;(void)c;(void)d;(void)e;(void)f;}
void ml_mismatch_nearest_c(const ml_rows*a,const ml_queries*b,ml_span c,int32_t d,uint16_t*e,uint32_t*f){(void)a;(void)b;(void)c;(void)d;(void)e;(void)f;}
void ml_mismatch_nearest_avx2(const ml_rows*a,const ml_queries*b,ml_span c,int32_t d,uint16_t*e,uint32_t*f){(void)a;(void)b;(void)c;(void)d;(void)e;(void)f;}
void ml_mismatch_nearest_avx512(const ml_rows*a,const ml_queries*b,ml_span c,int32_t d,uint16_t*e,uint32_t*f){(void)a;(void)b;(void)c;(void)d;(void)e;(void)f;}
void ml_lumped_voltage_c(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_lumped_voltage_avx2(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_lumped_voltage_avx512(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_lumped_crossing_c(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_lumped_crossing_avx2(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_lumped_crossing_avx512(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_elmore_voltage_c(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_elmore_voltage_avx2(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_elmore_voltage_avx512(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_elmore_crossing_c(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_elmore_crossing_avx2(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_elmore_crossing_avx512(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_ladder_voltage_c(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_ladder_voltage_avx2(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_ladder_voltage_avx512(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_ladder_crossing_c(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_ladder_crossing_avx2(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
void ml_ladder_crossing_avx512(const ml_line*a,const ml_cells*b,ml_span c,const ml_samples*d){(void)a;(void)b;(void)c;(void)d;}
